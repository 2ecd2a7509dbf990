import { xmlEscape } from '../xml/xml-escape.ts'

/** Writes attributes, each with a space in front; those that are null are left out. */
export function xmlAttributes(attributes: Readonly<Record<string, string | null>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${xmlEscape(value)}"`))
    .join('')
}

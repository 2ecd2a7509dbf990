import { xmlEscape } from '../xml/xml-escape.ts'

/** Writes attributes, each with a space in front; those that are null are left out. */
export function toAttributes(values: Readonly<Record<string, string | null>>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${xmlEscape(value)}"`))
    .join('')
}

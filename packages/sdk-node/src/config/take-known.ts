import type { Kind } from './known-options.ts'

/**
 * The options that are known and of their kind; `problem` hears of the others. What is left out falls back to its default,
 * so that the rest can still be checked and everything is reported at once.
 *
 * Values are never told, except where one of a few words was wanted: any other may be a secret in the wrong place.
 */
export function takeKnown<T extends object>(
  options: T,
  known: Readonly<Record<string, Kind>>,
  problem: (text: string) => void,
): T {
  const taken = Object.entries(options).filter(([name, value]) => {
    const kind = Object.hasOwn(known, name) ? known[name] : undefined
    if (kind === undefined) problem(`does not know the option '${name}'`)
    else if (value === undefined || isKind(value, kind)) return true
    else problem(`${name} must be ${describe(kind)}${typeof kind === 'string' ? '' : `, is '${String(value)}'`}`)
    return false
  })
  return Object.fromEntries(taken) as T
}

/** True for what can hold options. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isKind(value: unknown, kind: Kind): boolean {
  if (typeof kind !== 'string') return kind.some((choice) => choice === value)
  switch (kind) {
    case 'text':
      return typeof value === 'string'
    case 'text or null':
      return typeof value === 'string' || value === null
    case 'texts':
      return isTexts(value)
    case 'text values':
      return isObject(value) && isTexts(Object.values(value))
    case 'true or false':
      return typeof value === 'boolean'
    case 'function':
      return typeof value === 'function'
    case 'list':
      return Array.isArray(value)
    case 'object':
      return isObject(value)
    case 'checked':
      return true
  }
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

function describe(kind: Kind): string {
  if (typeof kind !== 'string') return kind.map((choice) => `'${choice}'`).join(' or ')
  const words: Partial<Record<typeof kind, string>> = {
    text: 'a string',
    'text or null': 'a string or null',
    texts: 'a list of strings',
    'text values': 'an object whose values are strings',
    function: 'a function',
    list: 'a list',
    object: 'an object',
  }
  return words[kind] ?? kind
}

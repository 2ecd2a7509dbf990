/** One object of the options, read field by field. What is wrong is collected, so that everything is reported at once. */
export interface Fields {
  /** A text that is not blank; '' after a problem. */
  readonly text: (name: string) => string
  readonly optionalText: (name: string) => string | null
  /** Lower-case letters, digits and hyphens. */
  readonly id: (name: string) => string
  readonly texts: (name: string) => readonly string[]
  /** Absent: null. */
  readonly optionalTexts: (name: string) => readonly string[] | null
  /** The objects of a list, each with its place. */
  readonly list: (name: string, allowed: readonly string[]) => readonly Fields[]
  /** An object in a field; null when it is absent. */
  readonly object: (name: string, allowed: readonly string[]) => Fields | null
  readonly raw: (name: string) => unknown
  readonly problem: (name: string, text: string) => void
}

/** @param place what the object is called in a problem, such as `users[0]`; empty for the options themselves. */
export function readFields(value: unknown, place: string, allowed: readonly string[], problems: string[]): Fields {
  const at = (name: string): string => (place === '' ? name : `${place}.${name}`)
  const problem = (name: string, text: string): void => void problems.push(`${at(name)} ${text}`)
  if (!isObject(value)) problems.push(`${place} must be an object, is ${describe(value)}`)
  const source: Readonly<Record<string, unknown>> = isObject(value) ? value : {}
  for (const name of Object.keys(source)) {
    if (!allowed.includes(name)) problem(name, `is not a setting (there are ${allowed.join(', ')})`)
  }
  const raw = (name: string): unknown => (Object.hasOwn(source, name) ? source[name] : undefined)
  const optionalText = (name: string): string | null => {
    const found = raw(name)
    if (found === undefined) return null
    if (typeof found === 'string' && found.trim() !== '') return found
    problem(name, `must be a text, is ${describe(found)}`)
    return null
  }
  const text = (name: string): string => {
    if (raw(name) === undefined) problem(name, 'is missing')
    return optionalText(name) ?? ''
  }
  const listOf = (name: string): readonly unknown[] => {
    const found = raw(name)
    if (Array.isArray(found)) return found
    if (found !== undefined) problem(name, `must be a list, is ${describe(found)}`)
    return []
  }
  const texts = (name: string): readonly string[] => {
    const found = listOf(name)
    const wrong = found.find((one) => typeof one !== 'string' || one.trim() === '')
    if (wrong !== undefined) problem(name, `must hold texts only, holds ${describe(wrong)}`)
    return found.filter((one) => typeof one === 'string')
  }
  return {
    raw,
    problem,
    text,
    optionalText,
    texts,
    id: (name) => {
      const found = text(name)
      if (found !== '' && !/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(found))
        problem(name, `must be lower-case letters, digits and hyphens, is '${found}'`)
      return found
    },
    optionalTexts: (name) => (raw(name) === undefined ? null : texts(name)),
    list: (name, names) => listOf(name).map((one, index) => readFields(one, `${at(name)}[${index}]`, names, problems)),
    object: (name, names) => (raw(name) === undefined ? null : readFields(raw(name), at(name), names, problems)),
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Says what came without repeating it: it may be a password. */
function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return value === '' ? 'empty' : `of type ${typeof value}`
}

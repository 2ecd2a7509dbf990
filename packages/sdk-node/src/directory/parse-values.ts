import { AuthError, type AuthErrorCode } from '../model/auth-error.ts'

/** Unknown in, typed out. @param name of the field, for the message. @throws AuthError */
export type ParseValue<T> = (value: unknown, name: string) => T

/** How long a text may be, in characters, and whether white space around it is none of it. */
interface TextRule {
  readonly max: number
  /** @default true */
  readonly isTrimmed?: boolean
  /** @default REQUEST_INVALID */
  readonly code?: AuthErrorCode
}

/** What no row, page or log line should hold: control characters, and halves of surrogate pairs. */
const unprintable = /[\p{Cc}\p{Surrogate}]/u

/** Text with something in it. */
export function toTextParser({ max, isTrimmed = true, code = 'REQUEST_INVALID' }: TextRule): ParseValue<string> {
  return (value, name) => {
    const text = typeof value === 'string' && isTrimmed ? value.trim() : value
    if (typeof text !== 'string' || text.trim() === '' || text.length > max || unprintable.test(text))
      throw invalid(name, `text of 1 to ${max} characters, none of them control characters`, value, code)
    return text
  }
}

/** An id as somebody says it; whether there is such a one is another question. */
export function parseId(value: unknown, name: string): string {
  if (!isId(value)) throw invalid(name, 'an id', value)
  return value
}

/** True for what can be an id; not every store can even look for other text. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !unprintable.test(value)
}

export const parseRole: ParseValue<string> = toTextParser({ max: 100, code: 'ROLE_INVALID' })

export function parseBoolean(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw invalid(name, 'true or false', value)
  return value
}

/** One of a few words. */
export function toChoiceParser<const T extends string>(choices: readonly T[]): ParseValue<T> {
  return (value, name) => {
    const choice = choices.find((one) => one === value)
    if (choice === undefined) throw invalid(name, choices.map((one) => `'${one}'`).join(' or '), value)
    return choice
  }
}

export function orNull<T>(parse: ParseValue<T>): ParseValue<T | null> {
  return (value, name) => (value === null ? null : parse(value, name))
}

/** A list of at most `max`. */
export function toListParser<T>(parse: ParseValue<T>, max: number): ParseValue<readonly T[]> {
  return (value, name) => {
    if (!Array.isArray(value) || value.length > max) throw invalid(name, `a list of at most ${max}`, value)
    return Array.from(value as readonly unknown[], (item, index) => parse(item, `${name}[${index}]`))
  }
}

export function invalid(
  name: string,
  wanted: string,
  got: unknown,
  code: AuthErrorCode = 'REQUEST_INVALID',
): AuthError {
  return new AuthError(code, `${name}: wanted ${wanted}, got ${tell(got)}`)
}

function tell(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : value === null ? 'null' : typeof value
}

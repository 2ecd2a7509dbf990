import { AuthError } from '../model/auth-error.ts'
import { invalid, type ParseValue } from './parse-values.ts'

/** Every field of an object with its parser; the compiler notices one that is missing here. */
export type FieldParsers<T> = { readonly [Name in keyof T]-?: ParseValue<Exclude<T[Name], undefined>> }

/**
 * The fields of an object that somebody hands over, each parsed; those that are left out or undefined stay out. Callers are
 * JavaScript too: a field nobody knows is refused, because whoever wrote it believes that it does something. Its value is not
 * told: it may be a password.
 *
 * @throws AuthError REQUEST_INVALID, or what a parser throws
 */
export function parseFields<T extends object>(what: string, value: unknown, parsers: FieldParsers<T>): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(what, 'an object', value)
  const given = Object.entries(value).filter(([, field]) => field !== undefined)
  const fields = given.map(([name, field]) => {
    if (!Object.hasOwn(parsers, name))
      throw new AuthError(
        'REQUEST_INVALID',
        `${what}: wanted only ${Object.keys(parsers).join(', ')}, got '${name.slice(0, 80)}'`,
      )
    return [name, parsers[name as keyof T](field, `${what}.${name}`)]
  })
  return Object.fromEntries(fields) as T
}

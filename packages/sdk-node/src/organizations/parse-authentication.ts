import type { AuthenticationPolicy } from '../model/authentication-policy.ts'
import { parseLine } from './parse-line.ts'
import { requestInvalid } from './request-invalid.ts'
import { takeFields } from './take-fields.ts'

const yearSeconds = 365 * 24 * 3600
const maxValues = 20
const maxLength = 200

const parsers: Readonly<Record<string, (given: unknown, name: string) => unknown>> = {
  maximumAgeSeconds: (given, name) => parseSeconds(given, name, 0),
  contexts: parseValues,
  methods: parseValues,
  // Shorter than a sign-in takes, it would let nobody in.
  sessionMaximumSeconds: (given, name) => parseSeconds(given, name, 60),
}

/** Those parts of the policy that were given. @throws AuthError REQUEST_INVALID */
export function parseAuthentication(given: unknown, name: string): Partial<AuthenticationPolicy> {
  const fields = takeFields(given, name, Object.keys(parsers))
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, parsers[field]?.(value, `${name}.${field}`)]),
  )
}

function parseSeconds(given: unknown, name: string, least: number): number | null {
  if (given === null) return null
  if (typeof given === 'number' && Number.isInteger(given) && given >= least && given <= yearSeconds) return given
  throw requestInvalid(name, `whole seconds from ${least} to ${yearSeconds}, or null`, given)
}

/** They travel in a list with spaces in between. @see OpenID Connect Core 1.0, section 3.1.2.1, `acr_values` */
function parseValues(given: unknown, name: string): readonly string[] {
  if (!Array.isArray(given) || given.length > maxValues)
    throw requestInvalid(name, `at most ${maxValues} values`, given)
  const values = given.map((value: unknown, index) => {
    const line = parseLine(value, `${name}[${index}]`, maxLength)
    if (/\s/.test(line)) throw requestInvalid(`${name}[${index}]`, 'a value without white space', value)
    return line
  })
  return Object.freeze([...new Set(values)])
}

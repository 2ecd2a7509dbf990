import type { SettingsChanges } from './manage-organizations.ts'
import { parseAuthentication } from './parse-authentication.ts'
import { parseLine } from './parse-line.ts'
import { requestInvalid } from './request-invalid.ts'
import { takeFields } from './take-fields.ts'

const maxRoles = 1000
const parsers: Readonly<Record<string, (given: unknown, name: string) => unknown>> = {
  passwordSignIn: parseSwitch,
  roleRequired: parseSwitch,
  rolePriority: parseRoles,
  authentication: parseAuthentication,
}

/** Those settings that were given. @throws AuthError REQUEST_INVALID */
export function parseSettings(given: unknown): SettingsChanges {
  const fields = takeFields(given, 'settings', Object.keys(parsers))
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, parsers[field]?.(value, `settings.${field}`)]),
  )
}

function parseSwitch(given: unknown, name: string): boolean {
  if (typeof given !== 'boolean') throw requestInvalid(name, 'true or false', given)
  return given
}

/** Two places for one role would leave open which of them counts. */
function parseRoles(given: unknown, name: string): readonly string[] {
  if (!Array.isArray(given) || given.length > maxRoles) throw requestInvalid(name, `at most ${maxRoles} roles`, given)
  const roles = given.map((role: unknown, index) => parseLine(role, `${name}[${index}]`, 100))
  const twice = roles.find((role, index) => roles.indexOf(role) !== index)
  if (twice !== undefined) throw requestInvalid(name, 'each role once', twice)
  return Object.freeze(roles)
}

import type { OrganizationSettings } from '../model/organization.ts'
import { parseLine } from './parse-line.ts'
import { requestInvalid } from './request-invalid.ts'
import { takeFields } from './take-fields.ts'

const maxRoles = 1000

/** Those settings that were given. @throws AuthError REQUEST_INVALID */
export function parseSettings(given: unknown): Partial<OrganizationSettings> {
  const fields = takeFields(given, 'settings', ['passwordSignIn', 'roleRequired', 'rolePriority'])
  const parsed = Object.entries(fields).map(([field, value]) => {
    const name = `settings.${field}`
    return [field, field === 'rolePriority' ? parseRoles(value, name) : parseSwitch(value, name)]
  })
  return Object.fromEntries(parsed) as Partial<OrganizationSettings>
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

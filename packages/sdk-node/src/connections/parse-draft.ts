import type { ConnectionRecord } from '../model/connection-record.ts'
import type { Preset } from '../model/connection.ts'
import type { ProvisioningPolicy } from '../model/provisioning.ts'
import { connectionInvalid } from './connection-invalid.ts'
import { isPublicId } from '../model/is-public-id.ts'
import { parsePolicy } from './parse-policy.ts'
import { splitSecrets } from './split-secrets.ts'
import { isPlainObject, takeSettings, type TakenSettings } from './take-settings.ts'

type Type = ConnectionRecord['type']

/** What somebody wants of a connection. Undefined: says nothing; null: as if it had never been said. */
export interface ConnectionWish {
  readonly name: string | null | undefined
  readonly preset: Preset | null | undefined
  readonly provisioning: Partial<ProvisioningPolicy> | null | undefined
  readonly settings: TakenSettings
}

const presets: readonly Preset[] = ['fluig', 'entra', 'okta', 'google', 'keycloak', 'custom']
const maxName = 200
/** Controls, halves of a character, and what turns the direction of the text around it. */
const unfit = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u

/** @throws AuthError CONNECTION_INVALID naming every problem. */
export function parseDraft(given: unknown): ConnectionWish & { readonly id: string | null; readonly type: Type } {
  if (!isPlainObject(given)) throw connectionInvalid('the draft must be an object')
  const { id, type, ...rest } = given
  if (type !== 'saml' && type !== 'oidc') throw connectionInvalid(`type must be 'saml' or 'oidc', is ${quote(type)}`)
  const problems: string[] = []
  if (id !== undefined && id !== null && !isPublicId(id))
    problems.push(`id must be 1 to 64 lower-case letters, digits and hyphens, is ${quote(id)}`)
  const wish = parseWish(rest, type, problems)
  if (problems.length > 0) throw connectionInvalid(...problems)
  return { ...wish, id: isPublicId(id) ? id : null, type }
}

/** @throws AuthError CONNECTION_INVALID naming every problem. */
export function parseChanges(given: unknown, type: Type): ConnectionWish {
  if (!isPlainObject(given)) throw connectionInvalid('the changes must be an object')
  const problems: string[] = []
  const wish = parseWish(given, type, problems)
  if (problems.length > 0) throw connectionInvalid(...problems)
  return wish
}

function parseWish(given: Readonly<Record<string, unknown>>, type: Type, problems: string[]): ConnectionWish {
  const { name, preset, provisioning, ...settings } = given
  return {
    name: parseName(name, problems),
    preset: parsePreset(preset, problems),
    provisioning: parsePolicy(provisioning, problems),
    settings: withoutOpenKeys(takeSettings(Object.entries(settings), type, problems), problems),
  }
}

/**
 * A file with a certificate often holds its key as well. Where the certificate is wanted it would pass for one, and the key would
 * be shown, exported and not sealed.
 */
function withoutOpenKeys(taken: TakenSettings, problems: string[]): TakenSettings {
  for (const [name, open] of Object.entries(splitSecrets(taken.set).settings))
    if (JSON.stringify(open).includes('PRIVATE KEY-----'))
      problems.push(`${name} must hold no private key where it is not secret`)
  return taken
}

function parseName(name: unknown, problems: string[]): string | null | undefined {
  if (name === undefined || name === null) return name
  const text = typeof name === 'string' ? name.trim() : ''
  if (text === '' || text.length > maxName || unfit.test(text))
    problems.push(`name must be 1 to ${maxName} characters on one line, is ${quote(name)}`)
  return text
}

function parsePreset(preset: unknown, problems: string[]): Preset | null | undefined {
  if (preset === undefined || preset === null) return preset
  const known = presets.find((one) => one === preset)
  if (known === undefined) problems.push(`preset must be one of ${presets.join(', ')}, is ${quote(preset)}`)
  return known
}

function quote(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : `no text but ${typeof value}`
}

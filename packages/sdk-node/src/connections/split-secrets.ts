import type { Json } from '../model/json.ts'
import { isPlainObject, type Settings } from './take-settings.ts'

/** Which members of a setting are secret; everything else of it may be seen. */
const secretMembers: Readonly<Record<string, readonly string[]>> = {
  clientAuthentication: ['clientSecret', 'privateKey'],
  signingKey: ['privateKey'],
  nextSigningKey: ['privateKey'],
  decryptionKeys: ['privateKey'],
  groupOverage: ['clientSecret'],
  signals: ['authorization', 'accessToken'],
}

/**
 * Settings in two halves: what may be seen and what is sealed. A secret alone is left of what is sealed, at the place where it was,
 * so that laying one half over the other gives the whole again, and the half that is seen says what the other has to bring.
 */
export function splitSecrets(whole: Settings): { readonly settings: Settings; readonly secrets: Settings } {
  const halves = Object.entries(normalize(whole)).map(([name, value]) => ({
    name,
    open: pick(value, (member) => !isSecret(name, member)),
    sealed: Object.hasOwn(secretMembers, name) ? pick(value, (member) => isSecret(name, member)) : null,
  }))
  return {
    // The key that is not in use yet is no setting of `createAuth`: its certificate is one.
    settings: Object.fromEntries(
      halves.filter(({ name }) => name !== 'nextSigningKey').map(({ name, open }) => [name, open]),
    ),
    secrets: Object.fromEntries(
      halves.filter(({ sealed }) => hasMembers(sealed)).map(({ name, sealed }) => [name, sealed]),
    ),
  }
}

/** The whole again. */
export function joinSecrets(settings: Settings, secrets: Settings): Settings {
  const laidOver = Object.entries(secrets).map(([name, sealed]) => [name, join(settings[name] ?? null, sealed)])
  return { ...settings, ...(Object.fromEntries(laidOver) as Settings) }
}

/** Names of secrets for people, as a draft calls them. */
export function namesOfSecrets(secrets: Settings): readonly string[] {
  return Object.entries(secrets)
    .map(([name, sealed]) => {
      if (name === 'groupOverage') return 'groupOverage.clientSecret'
      return name === 'clientAuthentication' && isPlainObject(sealed) && 'clientSecret' in sealed
        ? 'clientSecret'
        : name
    })
    .toSorted()
}

/** `clientSecret` is short for a way of client authentication: said in full, the way is known where the secret is not. */
function normalize(whole: Settings): Settings {
  const { clientSecret, ...rest } = whole
  if (clientSecret === undefined) return rest
  const known = rest['clientAuthentication']
  const way =
    isPlainObject(known) && known['method'] === 'client_secret_post' ? 'client_secret_post' : 'client_secret_basic'
  return { ...rest, clientAuthentication: { method: way, clientSecret } }
}

const isSecret = (name: string, member: string): boolean => secretMembers[name]?.includes(member) ?? false

function pick(value: Json, wanted: (member: string) => boolean): Json {
  if (Array.isArray(value)) return value.map((one: Json) => (isPlainObject(one) ? pick(one as Json, wanted) : one))
  if (!isPlainObject(value)) return value
  return Object.fromEntries(Object.entries(value as Settings).filter(([member]) => wanted(member)))
}

function hasMembers(value: Json): boolean {
  if (Array.isArray(value)) return value.some(hasMembers)
  return isPlainObject(value) && Object.keys(value).length > 0
}

function join(open: Json, sealed: Json): Json {
  if (Array.isArray(open) && Array.isArray(sealed))
    return open.map((one: Json, index) => join(one, (sealed as readonly Json[])[index] ?? {}))
  if (isPlainObject(open) && isPlainObject(sealed)) return { ...open, ...sealed }
  return sealed
}

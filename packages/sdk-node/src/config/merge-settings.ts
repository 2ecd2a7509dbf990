import { isObject } from './take-known.ts'

type Settings = Readonly<Record<string, unknown>>

/**
 * Settings with the secrets that belong to them: one on its own (`clientSecret`), one inside an object
 * (`signingKey: { privateKey }`), or inside the objects of a list, by position (`decryptionKeys`).
 */
export function mergeSettings(settings: Settings, secrets: Settings): Settings {
  const merged = Object.entries(secrets).map(([name, secret]) => [name, mergeValue(settings[name], secret)])
  return { ...settings, ...(Object.fromEntries(merged) as Settings) }
}

function mergeValue(open: unknown, secret: unknown): unknown {
  if (isObject(open) && isObject(secret)) return { ...open, ...secret }
  if (Array.isArray(open) && Array.isArray(secret))
    return open.map((one: unknown, index) => mergeValue(one, (secret as readonly unknown[])[index] ?? one))
  return secret
}

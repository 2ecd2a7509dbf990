import { isPlainObject, type Settings } from './take-settings.ts'

/**
 * The settings without a client secret that was given for another issuer: it is told nowhere, and whoever may change the issuer
 * could otherwise have it sent to themselves. How the client authenticates stays, so that the secret is missed.
 *
 * @param before the settings it was given with.
 */
export function withoutMovedSecret(whole: Settings, before: Settings): Settings {
  const { clientAuthentication: proof } = whole
  if (before['issuer'] === undefined || before['issuer'] === whole['issuer'] || !isPlainObject(proof)) return whole
  const { clientSecret: _, ...rest } = proof
  return { ...whole, clientAuthentication: rest }
}

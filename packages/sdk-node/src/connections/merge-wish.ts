import { connectionInvalid } from './connection-invalid.ts'
import type { Settings, TakenSettings } from './take-settings.ts'
import { withoutMovedSecret } from './without-moved-secret.ts'

/**
 * The settings as they are wanted, secrets among them. What contradicts itself is refused; a new source of metadata takes the
 * place of the old one.
 *
 * @throws AuthError CONNECTION_INVALID
 */
export function mergeWish(before: Settings, { set, removed }: TakenSettings): Settings {
  checkOneSource(set)
  const gone = new Set([...removed, ...listReplaced(set, removed)])
  const kept = Object.entries(before).filter(([name]) => !gone.has(name))
  const merged: Settings = { ...(Object.fromEntries(kept) as Settings), ...set }
  const isSecretNew = set['clientSecret'] !== undefined || set['clientAuthentication'] !== undefined
  const whole = isSecretNew ? merged : withoutMovedSecret(merged, before)
  if (removed.includes('metadata') && whole['metadataUrl'] !== undefined)
    throw connectionInvalid('metadata comes from metadataUrl: remove that as well')
  return whole
}

function checkOneSource(set: Settings): void {
  if (set['metadata'] !== undefined && set['metadataUrl'] !== undefined)
    throw connectionInvalid('metadata and metadataUrl: wanted one of them, got both')
  if (set['clientSecret'] !== undefined && set['clientAuthentication'] !== undefined)
    throw connectionInvalid('clientSecret and clientAuthentication: wanted one of them, got both')
}

/** What goes because of what came. */
function listReplaced(set: Settings, removed: readonly string[]): readonly string[] {
  const isTouched = (name: string): boolean => set[name] !== undefined || removed.includes(name)
  return [
    ...(set['metadata'] === undefined ? [] : ['metadataUrl']),
    ...(set['metadataUrl'] === undefined ? [] : ['metadata']),
    ...(removed.includes('clientSecret') ? ['clientAuthentication'] : []),
    // Its certificate is published no more, so it can never sign.
    ...(isTouched('nextSigningCertificate') ? ['nextSigningKey'] : []),
  ]
}

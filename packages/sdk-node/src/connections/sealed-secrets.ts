import { toCanonicalJson } from '../model/canonical-json.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { ConnectionSecretBox, ConnectionSecretPlace } from './connection-tools.ts'
import type { Settings } from './take-settings.ts'

type Sealed = Pick<ConnectionRecord, 'id' | 'sealedSecrets'>

const placeOf = (id: string): ConnectionSecretPlace => ({
  table: 'launchpad_connections',
  row: id,
  column: 'sealed_secrets',
})

/**
 * Every secret of a connection, also the key that a rollover has made and that is not in use yet.
 *
 * @throws AuthError when no secret of the app opens them
 */
export function openSecrets({ id, sealedSecrets }: Sealed, box: Pick<ConnectionSecretBox, 'open'>): Settings {
  return sealedSecrets === null ? {} : (JSON.parse(box.open(sealedSecrets, placeOf(id))) as Settings)
}

/**
 * The secrets that belong to settings, for whoever reads a record as a connection.
 *
 * @throws AuthError when no secret of the app opens them
 */
export function openSettingSecrets(record: Sealed, box: Pick<ConnectionSecretBox, 'open'>): Settings {
  const { nextSigningKey: _, ...secrets } = openSecrets(record, box)
  return secrets
}

/** The same secrets stay sealed as they are, so that nobody takes them for changed. */
export function sealSecrets(secrets: Settings, old: Sealed, box: ConnectionSecretBox): string | null {
  if (Object.keys(secrets).length === 0) return null
  const isSame = old.sealedSecrets !== null && toCanonicalJson(openSecrets(old, box)) === toCanonicalJson(secrets)
  return isSame ? old.sealedSecrets : box.seal(JSON.stringify(secrets), placeOf(old.id))
}

/** The same secrets, sealed with the first of the app's secrets. Null: they are, or there are none. */
export function resealSecrets(record: Sealed, box: ConnectionSecretBox): string | null {
  if (record.sealedSecrets === null || !box.needsReseal(record.sealedSecrets)) return null
  return box.seal(box.open(record.sealedSecrets, placeOf(record.id)), placeOf(record.id))
}

import { AuthError } from '../model/auth-error.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { SamlKeyPair } from '../model/connection.ts'
import { toWriter, type WriteContext } from '../model/write-context.ts'
import { withSettings } from './build-record.ts'
import { changeConnection } from './change-connection.ts'
import { toUpdated } from './connection-events.ts'
import type { ConnectionTools } from './connection-tools.ts'
import { createKeyPair } from './create-key-pair.ts'
import { getConnection, type FoundConnection } from './get-connection.ts'
import { openSecrets } from './sealed-secrets.ts'
import { joinSecrets } from './split-secrets.ts'
import { isPlainObject, type Settings } from './take-settings.ts'

/** @throws AuthError as `ManageConnections.beginKeyRollover` */
export async function beginKeyRollover(
  organizationId: string,
  connectionId: string,
  context: WriteContext | undefined,
  tools: ConnectionTools,
): Promise<FoundConnection> {
  const { record } = await getConnection(organizationId, connectionId, tools)
  checkIdle(record)
  const pair = await createKeyPair(record.id, tools)
  return rewrite(organizationId, connectionId, context, tools, (before, whole) => {
    checkIdle(before)
    return {
      ...whole,
      nextSigningCertificate: pair.certificate,
      nextSigningKey: { privateKey: pair.privateKey },
      ...withDecryption(whole, pair),
    }
  })
}

/** @throws AuthError as `ManageConnections.finishKeyRollover` */
export async function finishKeyRollover(
  organizationId: string,
  connectionId: string,
  context: WriteContext | undefined,
  tools: ConnectionTools,
): Promise<FoundConnection> {
  return rewrite(organizationId, connectionId, context, tools, (before, whole) => {
    const { nextSigningKey, nextSigningCertificate, ...rest } = whole
    if (!isPlainObject(nextSigningKey) || nextSigningCertificate === undefined)
      throw conflict(before, 'a rollover that beginKeyRollover began', 'none is under way')
    return { ...rest, signingKey: { ...nextSigningKey, certificate: nextSigningCertificate } }
  })
}

async function rewrite(
  organizationId: string,
  connectionId: string,
  context: WriteContext | undefined,
  tools: ConnectionTools,
  change: (before: ConnectionRecord, whole: Settings) => Settings,
): Promise<FoundConnection> {
  const writer = toWriter(context)
  return changeConnection(organizationId, connectionId, tools, (before) => {
    const whole = joinSecrets(before.settings, openSecrets(before, tools.secretBox))
    const record = withSettings(before, change(before, whole), tools)
    const event = toUpdated(before, record, writer, tools)
    return { record, events: event === null ? [] : [event] }
  })
}

/**
 * The new key decrypts at once, and the one in use goes on; what a former rollover left goes. Only where assertions are encrypted
 * at all: to publish a key for encryption makes some IdPs (AD FS) encrypt from then on.
 */
function withDecryption({ decryptionKeys, signingKey }: Settings, pair: SamlKeyPair): Settings {
  if (!Array.isArray(decryptionKeys) || decryptionKeys.length === 0) return {}
  const keys = decryptionKeys as readonly Settings[]
  const current = isPlainObject(signingKey) ? signingKey['certificate'] : undefined
  const inUse = keys.findIndex(({ certificate }) => certificate === current)
  return { decryptionKeys: [{ ...pair }, ...(inUse === -1 ? keys : keys.slice(0, inUse + 1))] }
}

function checkIdle(record: ConnectionRecord): void {
  if (record.type !== 'saml') throw conflict(record, 'a SAML connection', 'it is OpenID Connect')
  if (record.settings['nextSigningCertificate'] !== undefined)
    throw conflict(record, 'no rollover under way', 'nextSigningCertificate is published already')
}

function conflict({ id }: ConnectionRecord, wanted: string, got: string): AuthError {
  return new AuthError('CONNECTION_CONFLICT', `connection '${id}': wanted ${wanted}, ${got}`)
}

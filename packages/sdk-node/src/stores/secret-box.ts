import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'

/** Where a secret is kept. It opens nowhere else. */
export interface SecretPlace {
  readonly table: string
  /** Id of the row; one that never changes. */
  readonly row: string
  readonly column: string
}

/** Seals what must be readable again: client secrets, private keys. A token that is only compared is hashed instead. */
export interface SecretBox {
  readonly seal: (secret: string, place: SecretPlace) => string
  /** @throws AuthError CONFIG_INVALID when no secret of the app opens it; INTERNAL when it was altered or moved. */
  readonly open: (sealed: string, place: SecretPlace) => string
  /** True when another than the first secret sealed it: save it again, and the old secret may go. */
  readonly needsReseal: (sealed: string) => boolean
}

interface BoxKey {
  readonly id: string
  readonly key: Uint8Array
}

const version = 'v1'
const cipher = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16
const form = /^v1\.([\w-]{8})\.([\w-]{16})\.([\w-]+)$/

/**
 * AES-256-GCM. The text names its key; table, row and column are authenticated with it, so that a value cannot be moved to
 * another row.
 *
 * @param secrets of the app: the first seals, all open.
 * @see RFC 5869 (HKDF), NIST SP 800-38D (GCM)
 */
export function createSecretBox(secrets: readonly string[]): SecretBox {
  const keys = secrets.map(deriveKey)
  const [first] = keys
  if (first === undefined) throw new AuthError('CONFIG_INVALID', 'secrets: wanted at least one, got none')
  return Object.freeze({
    seal: (secret, place) => seal(secret, place, first),
    open: (sealed, place) => open(sealed, place, keys),
    needsReseal: (sealed) => form.exec(sealed)?.[1] !== first.id,
  } satisfies SecretBox)
}

/** Keys of their own for this use: what a session's seal gives away says nothing about them. */
function deriveKey(secret: string): BoxKey {
  const derive = (use: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, '', `launchpad-sso secret box ${version} ${use}`, length))
  return { id: derive('key id', 6).toString('base64url'), key: derive('key', 32) }
}

function seal(secret: string, place: SecretPlace, { id, key }: BoxKey): string {
  const iv = randomBytes(ivBytes)
  const encrypt = createCipheriv(cipher, key, iv).setAAD(toBytes(id, place))
  const body = Buffer.concat([encrypt.update(secret, 'utf8'), encrypt.final(), encrypt.getAuthTag()])
  return `${version}.${id}.${iv.toString('base64url')}.${body.toString('base64url')}`
}

function open(sealed: string, place: SecretPlace, keys: readonly BoxKey[]): string {
  const where = `${place.table}.${place.column} of '${place.row}'`
  const [, id = '', iv = '', body = ''] = form.exec(sealed) ?? []
  const found = keys.find((key) => key.id === id)
  if (found === undefined) {
    const known = keys.map((key) => key.id).join(', ')
    throw new AuthError('CONFIG_INVALID', `${where}: sealed with key '${id}', and secrets has ${known}`)
  }
  const bytes = Buffer.from(body, 'base64url')
  try {
    const decrypt = createDecipheriv(cipher, found.key, Buffer.from(iv, 'base64url'), { authTagLength: tagBytes })
      .setAAD(toBytes(id, place))
      .setAuthTag(bytes.subarray(-tagBytes))
    return Buffer.concat([decrypt.update(bytes.subarray(0, -tagBytes)), decrypt.final()]).toString('utf8')
  } catch (cause) {
    throw new AuthError('INTERNAL', `${where}: the sealed value was altered, or belongs to another place`, { cause })
  }
}

/** JSON, because it says where one name ends and the next begins. */
function toBytes(keyId: string, { table, row, column }: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([version, keyId, table, row, column]))
}

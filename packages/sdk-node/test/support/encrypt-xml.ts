import { constants, createCipheriv, publicEncrypt, randomBytes, type CipherGCMTypes } from 'node:crypto'

/** How {@link encryptXml} encrypts: everything an identity provider may choose. */
export interface EncryptXmlOptions {
  readonly certificate: string
  /** URI of the content cipher. @default AES-256-GCM */
  readonly cipher?: string
  /** URI of the key transport. @default RSA-OAEP-MGF1P */
  readonly keyTransport?: string
  /** URI of OAEP's digest. @default none, which means SHA-1 */
  readonly digestMethod?: string
  /** Where the EncryptedKey stands. @default inside KeyInfo */
  readonly keyPlace?: 'inside' | 'beside'
  /** How many EncryptedKey there are, the last of them ours. @default 1 */
  readonly keyCount?: number
  /** Damages the cipher text. */
  readonly tamper?: (content: Buffer) => Buffer
}

const xenc = 'http://www.w3.org/2001/04/xmlenc#'

/** The content of an EncryptedAssertion, EncryptedID or EncryptedAttribute. */
export function encryptXml(plain: string, options: EncryptXmlOptions): string {
  const cipher = options.cipher ?? 'http://www.w3.org/2009/xmlenc11#aes256-gcm'
  const [, bits = '256', mode = 'gcm'] = /aes(\d+)-(gcm|cbc)$/.exec(cipher) ?? []
  const key = randomBytes(Number(bits) / 8)
  const content = encipher(plain, key, mode === 'gcm', `aes-${bits}-${mode}`)
  const keyCount = options.keyCount ?? 1
  const keys = Array.from({ length: keyCount }, (_, at) =>
    encryptKey(at === keyCount - 1 ? key : randomBytes(32), options),
  )
  const inside = options.keyPlace !== 'beside'
  const keyInfo = inside ? keys.join('') : '<ds:RetrievalMethod URI="#key"/>'
  return (
    `<xenc:EncryptedData xmlns:xenc="${xenc}" Type="${xenc}Element"><xenc:EncryptionMethod Algorithm="${cipher}"/>` +
    `<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${keyInfo}</ds:KeyInfo>` +
    `${toCipherData(options.tamper?.(content) ?? content)}</xenc:EncryptedData>${inside ? '' : keys.join('')}`
  )
}

function encipher(plain: string, key: Buffer, isGcm: boolean, name: string): Buffer {
  if (isGcm) {
    const iv = randomBytes(12)
    const cipher = createCipheriv(name as CipherGCMTypes, key, iv)
    return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  }
  const iv = randomBytes(16)
  const cipher = createCipheriv(name, key, iv).setAutoPadding(false)
  const bytes = Buffer.from(plain)
  // Random octets, the last one the length: XML Encryption 1.1, section 5.2.4.
  const padding = randomBytes(16 - (bytes.length % 16))
  padding[padding.length - 1] = padding.length
  return Buffer.concat([iv, cipher.update(Buffer.concat([bytes, padding])), cipher.final()])
}

function encryptKey(key: Buffer, { certificate, keyTransport, digestMethod }: EncryptXmlOptions): string {
  const transport = keyTransport ?? `${xenc}rsa-oaep-mgf1p`
  const isOaep = transport.includes('oaep')
  const padding = isOaep ? constants.RSA_PKCS1_OAEP_PADDING : constants.RSA_PKCS1_PADDING
  const oaepHash = /sha(?:256|384|512)$/.exec(digestMethod ?? '')?.[0] ?? 'sha1'
  const encrypted = publicEncrypt({ key: certificate, padding, ...(isOaep && { oaepHash }) }, key)
  const digest =
    digestMethod === undefined
      ? ''
      : `<ds:DigestMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="${digestMethod}"/>`
  return (
    `<xenc:EncryptedKey xmlns:xenc="${xenc}"><xenc:EncryptionMethod Algorithm="${transport}">${digest}` +
    `</xenc:EncryptionMethod>${toCipherData(encrypted)}</xenc:EncryptedKey>`
  )
}

function toCipherData(bytes: Buffer): string {
  return `<xenc:CipherData><xenc:CipherValue>${bytes.toString('base64')}</xenc:CipherValue></xenc:CipherData>`
}

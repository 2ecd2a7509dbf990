import { createCipheriv, createHmac, randomBytes } from 'node:crypto'
import { deriveKey } from './derived-keys.ts'
import type { KeyRing } from './key-ring.ts'

/**
 * Seals texts in the format of iron-session (`Fe26.2`, marker `~2`). Each seal has its own IV; the salts are drawn once, so
 * that whoever opens many of our seals derives the keys once too.
 *
 * @see https://github.com/hapijs/iron the format
 */
export function createTextSeal(keys: KeyRing): (text: string) => string {
  const [[id, secret]] = Object.entries(keys.sealing) as [[string, string]]
  const [salt, macSalt] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]
  const [key, macKey] = [deriveKey(secret, salt), deriveKey(secret, macSalt)]
  return (text) => {
    const iv = randomBytes(16)
    const cipher = createCipheriv('aes-256-cbc', key, iv)
    const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64url')
    // The empty field is the seal's own expiry: the session inside has its times.
    const signed = `Fe26.2*${id}*${salt}*${iv.toString('base64url')}*${encrypted}*`
    return `${signed}*${macSalt}*${createHmac('sha256', macKey).update(signed).digest('base64url')}~2`
  }
}

import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'

/** What is kept of a password. */
export interface PasswordHash {
  readonly salt: Buffer
  readonly key: Buffer
}

/** 16 MiB and about a tenth of a second. @see OWASP Password Storage Cheat Sheet, scrypt */
const cost: ScryptOptions = { N: 2 ** 14, r: 8, p: 5, maxmem: 64 * 1024 * 1024 }
const keyLength = 32

/** Makes the only form in which a password is kept. Runs in the thread pool. */
export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16)
  return { salt, key: await derive(password, salt) }
}

/** True when this is the password. Takes as long for a wrong one. */
export async function isPassword(password: string, hash: PasswordHash): Promise<boolean> {
  return timingSafeEqual(await derive(password, hash.salt), hash.key)
}

/** NFKC: keyboards disagree on how to write the same character. @see NIST SP 800-63B, section 5.1.1.2 */
function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, cost, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

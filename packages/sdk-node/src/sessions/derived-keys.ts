import { pbkdf2Sync } from 'node:crypto'

/** Every process seals with two salts of its own; this is enough for a hundred processes. */
const maxKept = 256

/** The keys that secrets and salts make, kept for salts that come again. */
export interface DerivedKeys {
  readonly get: (secret: string, salt: string) => Buffer
  /** Only for a salt out of a seal whose MAC was right: anyone can make up others. */
  readonly keep: (secret: string, salt: string, key: Buffer) => void
}

/** A bounded memory: the oldest makes room. */
export function createDerivedKeys(): DerivedKeys {
  const kept = new Map<string, { readonly secret: string; readonly key: Buffer }>()
  return Object.freeze({
    get: (secret, salt) => {
      const known = kept.get(salt)
      return known !== undefined && known.secret === secret ? known.key : deriveKey(secret, salt)
    },
    keep: (secret, salt, key) => {
      if (kept.has(salt)) return
      const [oldest] = kept.size < maxKept ? [] : kept.keys()
      if (oldest !== undefined) kept.delete(oldest)
      kept.set(salt, { secret, key })
    },
  } satisfies DerivedKeys)
}

/** One iteration: the secret is 32 random characters or more, not a password to be guessed. */
export function deriveKey(secret: string, salt: string): Buffer {
  return pbkdf2Sync(secret, salt, 1, 32, 'sha1')
}

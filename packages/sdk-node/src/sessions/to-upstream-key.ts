import { createHash } from 'node:crypto'

/** 96 bits: nobody finds two that are alike, and a cookie has no room for more. */
const length = 16

/**
 * What stands for an identity provider's name of a person or a session, in cookies and revocations: a hash, because such names are long, and
 * personal, and mean nothing at another connection.
 */
export function toUpstreamKey(connectionId: string, name: string): string {
  return createHash('sha256')
    .update(JSON.stringify([connectionId, name]))
    .digest('base64url')
    .slice(0, length)
}

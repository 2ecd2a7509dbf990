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

/**
 * The name of a session at a SAML identity provider: a SessionIndex alone may be that of several people at once.
 *
 * @see saml-core-2.0-os, section 2.7.2
 */
export function toSamlSessionName(nameId: string, sessionIndex: string): string {
  return JSON.stringify([nameId, sessionIndex])
}

import { randomUUID } from 'node:crypto'
import type { FakeGrant } from './fake-oidc-grant.ts'

/** `rotating`: each is good once, and a second use ends the whole family. `reusable`: one for all time. */
export type FakeRefreshPolicy = 'none' | 'reusable' | 'rotating'

interface FakeRefreshToken {
  readonly grant: FakeGrant
  readonly family: { isOver: boolean }
  isUsed: boolean
}

/** Refresh tokens a fake provider has issued. */
export interface FakeRefreshTokens {
  /** Null where the provider gives none. */
  readonly issue: (grant: FakeGrant) => string | null
  /** What it stands for, and the next one, null where it stays the same; null altogether when it is not taken. */
  readonly use: (
    token: string,
    clientId: string,
  ) => { readonly grant: FakeGrant; readonly refreshToken: string | null } | null
  /** Nothing that was issued so far is taken any more. */
  readonly endAll: () => void
}

/** @see RFC 9700, section 4.14.2 */
export function createFakeRefreshTokens(policy: FakeRefreshPolicy): FakeRefreshTokens {
  const issued = new Map<string, FakeRefreshToken>()
  const add = (grant: FakeGrant, family: { isOver: boolean }): string => {
    const token = randomUUID()
    issued.set(token, { grant, family, isUsed: false })
    return token
  }
  return {
    issue: (grant) => (policy === 'none' ? null : add(grant, { isOver: false })),
    use: (token, clientId) => {
      const known = issued.get(token)
      if (known === undefined || known.grant.clientId !== clientId) return null
      const { grant, family } = known
      if (policy === 'rotating' && known.isUsed) family.isOver = true
      if (family.isOver) return null
      known.isUsed = true
      return { grant, refreshToken: policy === 'rotating' ? add(grant, family) : null }
    },
    endAll: () => {
      for (const { family } of issued.values()) family.isOver = true
    },
  }
}

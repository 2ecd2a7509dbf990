import type { EventDraft } from '../model/event.ts'
import type { Group, RoleMapping } from '../model/group.ts'
import type { PendingLogin } from '../model/pending-login.ts'
import type { SubjectLink, User } from '../model/user.ts'

/** What the contract of a store puts into it. */
export const now: Date = new Date('2030-01-01T00:00:00Z')
export const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000)
export const twenty: readonly number[] = Array.from({ length: 20 }, (_, index) => index)
export const link: SubjectLink = { connectionId: 'c', subject: 's' }

export function pendingLogin(id: string): PendingLogin {
  return {
    id,
    connectionId: 'c',
    returnTo: '/inbox?tab=1#top',
    memo: { type: 'oidc', codeVerifier: 'v', nonce: 'n' },
    browserKeyHash: 'h',
    expiresAt: later(600),
    testId: null,
  }
}

export function user(id: string, organizationId: string, email: string): User {
  return {
    id,
    organizationId,
    email,
    username: null,
    externalId: null,
    name: 'Ana',
    firstName: 'Ana',
    lastName: null,
    status: 'active',
    source: 'jit',
    roles: ['buyer'],
    roleSource: 'manual',
    scimConnectionId: null,
    scimAttributes: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  }
}

export function group(id: string, organizationId: string, name: string, connectionId: string | null = 'c'): Group {
  return {
    id,
    organizationId,
    connectionId,
    externalId: null,
    name,
    source: connectionId === null ? 'manual' : 'jit',
    scimAttributes: null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  }
}

export function mapping(groupId: string, organizationId: string, role: string): RoleMapping {
  return { groupId, organizationId, targetOrganizationId: organizationId, role, createdAt: now }
}

/** @param id of the event; its target is the user `userId`. */
export function loginEvent(id: string, organizationId: string, userId = 'u1'): EventDraft {
  return {
    id,
    organizationId,
    type: 'login.succeeded',
    occurredAt: now,
    actor: { type: 'user', id: userId },
    target: { type: 'user', id: userId },
    ip: '192.0.2.1',
    userAgent: 'Browser/1.0',
    outcome: 'success',
    reason: null,
    data: { connectionId: 'c', loginId: 'login-a' },
  }
}

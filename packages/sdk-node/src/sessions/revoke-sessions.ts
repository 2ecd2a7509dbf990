import { AuthError } from '../model/auth-error.ts'
import type { EventTarget } from '../model/event.ts'
import { toRequestInvalid } from '../model/request-invalid.ts'
import type { RevokedScope } from '../model/revocation.ts'
import { endSessions, type EndTools } from './end-sessions.ts'
import { toWriter } from '../model/write-context.ts'
import type { Store } from '../ports/store.ts'
import { createAccessTokens, type AccessTokenTools } from './access-tokens.ts'
import { listSessions } from './list-sessions.ts'
import type { ManageSessions, SessionScope } from './manage-sessions.ts'

export interface SessionTools extends Omit<AccessTokenTools, 'store'> {
  readonly store: Pick<Store, 'events' | 'users' | 'sessions' | 'replays'>
  readonly now: () => Date
  /** Whether that organization has that connection, in the store or in the options. */
  readonly hasConnection: (organizationId: string, connectionId: string) => Promise<boolean>
  readonly revocations: AccessTokenTools['revocations'] & EndTools['revocations']
}

/** Sessions of one organization at a time. */
export function createSessions(tools: SessionTools): ManageSessions {
  return Object.freeze({
    list: async (organizationId, query) => listSessions(organizationId, query, tools),
    getAccessToken: createAccessTokens(tools),
    revoke: async (organizationId, scope, context) => {
      const writer = toWriter(context)
      if (typeof organizationId !== 'string' || organizationId === '')
        throw toRequestInvalid('organizationId', 'an id', organizationId)
      const { target, revoked } = await parseScope(organizationId, scope, tools)
      const ended = { organizationId, scopes: [revoked], cause: 'admin', target, ...writer } as const
      await endSessions(ended, { store: tools.store, config: tools, revocations: tools.revocations })
    },
  } satisfies ManageSessions)
}

interface Parsed {
  readonly target: EventTarget
  readonly revoked: RevokedScope
}

async function parseScope(organizationId: string, scope: SessionScope, tools: SessionTools): Promise<Parsed> {
  const [[name, value] = ['nothing', null], ...more] = Object.entries((scope as SessionScope | null) ?? {}) as [
    string,
    unknown,
  ][]
  if (more.length > 0)
    throw toRequestInvalid('scope', 'one of sessionId, userId, connectionId and everybody', 'several')
  if (name === 'everybody' && value === true)
    return {
      target: { type: 'organization', id: organizationId },
      revoked: { kind: 'organization', key: organizationId },
    }
  if (typeof value !== 'string' || value === '' || value.length > maxIdLength)
    throw toRequestInvalid(`scope.${name}`, 'an id', value)
  switch (name) {
    case 'sessionId':
      await checkSession(organizationId, value, tools)
      return { target: { type: 'session', id: value }, revoked: { kind: 'session', key: value } }
    case 'userId':
      await checkUser(organizationId, value, tools)
      return { target: { type: 'user', id: value }, revoked: { kind: 'user', key: value } }
    case 'connectionId':
      await checkConnection(organizationId, value, tools)
      return { target: { type: 'connection', id: value }, revoked: { kind: 'connection', key: value } }
    default:
      throw toRequestInvalid('scope', 'one of sessionId, userId, connectionId and everybody', name)
  }
}

const maxIdLength = 200

/** One that has no record began before there were any, or is over: ending it takes nothing from anybody. */
async function checkSession(organizationId: string, id: string, { store }: SessionTools): Promise<void> {
  const owner = (await store.sessions.find(id))?.organizationId ?? organizationId
  if (owner !== organizationId)
    throw new AuthError('SESSION_NOT_FOUND', `wanted a session of organization '${organizationId}', got '${id}'`)
}

async function checkUser(organizationId: string, userId: string, { store }: SessionTools): Promise<void> {
  if ((await store.users.find(organizationId, userId)) === null)
    throw new AuthError('USER_NOT_FOUND', `wanted a user of organization '${organizationId}', got '${userId}'`)
}

async function checkConnection(organizationId: string, id: string, { hasConnection }: SessionTools): Promise<void> {
  if (!(await hasConnection(organizationId, id)))
    throw new AuthError('CONNECTION_NOT_FOUND', `wanted a connection of organization '${organizationId}', got '${id}'`)
}

import { AuthError } from '../model/auth-error.ts'
import { draftSuccess } from '../model/draft-event.ts'
import type { EventTarget } from '../model/event.ts'
import { toRequestInvalid } from '../model/request-invalid.ts'
import type { RevokedScope } from '../model/revocation.ts'
import { toWriter } from '../model/write-context.ts'
import type { Store } from '../ports/store.ts'
import type { ManageSessions, SessionScope } from './manage-sessions.ts'

export interface SessionTools {
  readonly store: Pick<Store, 'events' | 'users'>
  readonly now: () => Date
  /** Whether that organization has that connection, in the store or in the options. */
  readonly hasConnection: (organizationId: string, connectionId: string) => Promise<boolean>
  /** Told when something was written. */
  readonly expire: () => void
}

/** Ends sessions of one organization at a time. */
export function createSessions(tools: SessionTools): ManageSessions {
  return Object.freeze({
    revoke: async (organizationId, scope, context) => {
      const writer = toWriter(context)
      if (typeof organizationId !== 'string' || organizationId === '')
        throw toRequestInvalid('organizationId', 'an id', organizationId)
      const { target, revoked } = await parseScope(organizationId, scope, tools)
      const draft = draftSuccess(
        {
          type: 'session.revoked',
          organizationId,
          occurredAt: tools.now(),
          actor: writer.actor,
          target,
          data: { scope: revoked, cause: 'admin' },
        },
        writer.origin,
      )
      await tools.store.events.append([draft])
      tools.expire()
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

async function checkUser(organizationId: string, userId: string, { store }: SessionTools): Promise<void> {
  if ((await store.users.find(organizationId, userId)) === null)
    throw new AuthError('USER_NOT_FOUND', `wanted a user of organization '${organizationId}', got '${userId}'`)
}

async function checkConnection(organizationId: string, id: string, { hasConnection }: SessionTools): Promise<void> {
  if (!(await hasConnection(organizationId, id)))
    throw new AuthError('CONNECTION_NOT_FOUND', `wanted a connection of organization '${organizationId}', got '${id}'`)
}

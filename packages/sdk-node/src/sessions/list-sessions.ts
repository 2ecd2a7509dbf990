import { AuthError } from '../model/auth-error.ts'
import { toRequestInvalid } from '../model/request-invalid.ts'
import type { SessionRecord } from '../model/session-record.ts'
import type { User } from '../model/user.ts'
import type { Store } from '../ports/store.ts'
import type { ListedSession, SessionListQuery } from './manage-sessions.ts'
import type { RevocableSession } from './revocation-mirror.ts'
import { openSecrets, type SessionSecretBox } from './sealed-secrets.ts'

export interface ListTools {
  readonly store: Pick<Store, 'sessions' | 'users'>
  readonly now: () => Date
  readonly secretBox: () => Promise<Pick<SessionSecretBox, 'open'>>
  readonly revocations: {
    readonly catchUp: () => Promise<void> | null
    readonly isRevoked: (session: RevocableSession) => boolean
  }
}

const maxLimit = 100
/** Somebody with more that are revoked than this sees fewer than there are. */
const maxRead = 1600

/** The living sessions of a person. */
export async function listSessions(
  organizationId: string,
  query: SessionListQuery,
  tools: ListTools,
): Promise<readonly ListedSession[]> {
  const { userId, limit } = parseQuery(organizationId, query)
  const user = await tools.store.users.find(organizationId, userId)
  if (user === null)
    throw new AuthError('USER_NOT_FOUND', `wanted a user of organization '${organizationId}', got '${userId}'`)
  await tools.revocations.catchUp()
  // Those that are revoked are still in the store, and take places of those that are not.
  for (let size = limit; ; size *= 2) {
    const records = await tools.store.sessions.list({ organizationId, userId, now: tools.now(), limit: size })
    const living = await withoutRevoked(records, user, tools)
    if (living.length >= limit || records.length < size || size >= maxRead) return living.slice(0, limit).map(toListed)
  }
}

function parseQuery(organizationId: unknown, query: unknown): Required<SessionListQuery> {
  if (typeof organizationId !== 'string' || organizationId === '')
    throw toRequestInvalid('organizationId', 'an id', organizationId)
  if (typeof query !== 'object' || query === null) throw toRequestInvalid('the query', 'an object', query)
  const { userId, limit = maxLimit, ...others } = query as Readonly<Record<string, unknown>>
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw toRequestInvalid('the query', 'userId and limit', unknown)
  if (typeof userId !== 'string' || userId === '') throw toRequestInvalid('userId', 'an id', userId)
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 1 || limit > maxLimit)
    throw toRequestInvalid('limit', `a whole number from 1 to ${maxLimit}`, limit)
  return { userId, limit }
}

async function withoutRevoked(
  records: readonly SessionRecord[],
  user: User,
  { secretBox, revocations }: ListTools,
): Promise<readonly SessionRecord[]> {
  if (records.length === 0) return records
  const box = await secretBox()
  return records.filter((record) => !revocations.isRevoked(toRevocable(record, user, box)))
}

function toRevocable(
  record: SessionRecord,
  { email, name }: User,
  box: Pick<SessionSecretBox, 'open'>,
): RevocableSession {
  const { id, organizationId, userId, connectionId: connection, createdAt } = record
  const user = { id: userId, email, name }
  const organization = { id: organizationId, name: '' }
  return { id, user, organization, connection, upstream: findUpstream(record, box), createdAt }
}

/** One that no secret of the app opens is listed: it can be ended all the same. */
function findUpstream(record: SessionRecord, box: Pick<SessionSecretBox, 'open'>): RevocableSession['upstream'] {
  try {
    return openSecrets(record, box)?.upstream ?? null
  } catch {
    return null
  }
}

function toListed({ origin: { ip, userAgent }, ...record }: SessionRecord): ListedSession {
  const { id, userId, connectionId, createdAt, lastSeenAt, expiresAt, endsAt } = record
  return Object.freeze({ id, userId, connectionId, createdAt, lastSeenAt, expiresAt, endsAt, ip, userAgent })
}

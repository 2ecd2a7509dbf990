import type { Origin } from '../model/draft-event.ts'
import { tryThrice } from '../model/try-thrice.ts'
import type { User } from '../model/user.ts'
import type { ScimWriter } from './scim-realm.ts'
import type { Store } from '../ports/store.ts'
import type { ParseEmail } from './parse-user.ts'
import { changedFields, userChanged, userDeleted, userUnlinked } from './user-events.ts'

/** What the identity service says of an account. */
export type IdentityEvent =
  | { readonly type: 'user.deactivated' | 'user.reactivated' | 'user.deleted'; readonly subject: string }
  /** What changed; what cannot be read is left out. */
  | { readonly type: 'user.updated'; readonly subject: string; readonly values: object }

interface ApplyTools {
  readonly store: Pick<Store, 'users'>
  readonly now: () => Date
  readonly parseEmail: ParseEmail
  /** The identity service's. */
  readonly connectionId: string
  readonly origin: Origin
}

/**
 * Does to the user what was done to the account. Who comes by SCIM is SCIM's, who is `blocked` or `pending` is ours to decide about; whoever
 * has other ways to sign in is not deleted with the account, and only forgets it. To apply the same twice changes nothing.
 *
 * @returns whether anybody here has that account
 * @throws AuthError WRITE_CONFLICT
 */
export async function applyIdentityEvent(event: IdentityEvent, tools: ApplyTools): Promise<boolean> {
  const { users } = tools.store
  const link = { connectionId: tools.connectionId, subject: event.subject }
  return tryThrice(`the user of '${event.subject.slice(0, 80)}'`, async () => {
    const user = await users.findByLink(link)
    if (user === null) return false
    if (user.source === 'scim') return true
    if (event.type === 'user.deleted') return (await remove(user, event.subject, tools)) || null
    const after = await change(user, event, tools)
    if (changedFields(user, after).length === 0) return true
    const events = userChanged({ before: user, after, groupId: null }, writerOf(tools))
    return (await users.replace(after, events)) || null
  })
}

async function change(user: User, event: IdentityEvent, tools: ApplyTools): Promise<User> {
  const next = { ...user, updatedAt: tools.now(), version: user.version + 1 }
  if (event.type === 'user.updated') return { ...next, ...(await toProfile(user, event.values, tools)) }
  const isOn = user.status === 'active' || user.status === 'invited'
  if (event.type === 'user.deactivated') return isOn ? { ...next, status: 'inactive' } : next
  return user.status === 'inactive' ? { ...next, status: 'active' } : next
}

type Profile = Partial<Pick<User, 'email' | 'username' | 'name' | 'firstName' | 'lastName'>>

const maxLengths = { name: 200, firstName: 200, lastName: 200, username: 320 } as const

/** As at sign-in: what it does not say stays, and what another user has is left with that one. */
async function toProfile(
  { id, organizationId }: User,
  values: object,
  { store: { users }, parseEmail }: ApplyTools,
): Promise<Profile> {
  const texts = Object.entries(maxLengths).flatMap(([name, max]): [string, string][] => {
    const text: unknown = Reflect.get(values, name)
    const isGood =
      typeof text === 'string' && text.trim() !== '' && text.length <= max && !/[\p{Cc}\p{Surrogate}]/u.test(text)
    return isGood ? [[name, text.trim()]] : []
  })
  const { username, ...names }: Profile = Object.fromEntries(texts)
  const given: unknown = Reflect.get(values, 'email')
  const email = typeof given === 'string' ? parseEmail(given)?.address : undefined
  const isFree = (holder: User | null): boolean => holder === null || holder.id === id
  return {
    ...names,
    ...(username && isFree(await users.findByUsername(organizationId, username)) && { username }),
    ...(email !== undefined && isFree(await users.findByEmail(organizationId, email)) && { email }),
  }
}

async function remove(user: User, subject: string, tools: ApplyTools): Promise<boolean> {
  const { connectionId, now } = tools
  const { users } = tools.store
  const links = await users.listLinks(user.organizationId, user.id)
  if (links.some((each) => each.connectionId !== connectionId))
    return users.unlink(user, connectionId, [userUnlinked(user, { connectionId, subject }, writerOf(tools), now())])
  return users.remove(user.organizationId, user.id, [userDeleted(user, writerOf(tools), now())])
}

/** It happens by that connection. */
const writerOf = ({ connectionId, origin }: ApplyTools): ScimWriter => ({
  actor: { type: 'system', id: connectionId },
  origin,
  connectionId,
})

import type { User } from '../model/user.ts'
import type { Writer } from '../model/write-context.ts'
import type { Users } from '../ports/directory-store.ts'
import { roleChangeEvents, type RoleStep } from './role-change-events.ts'

/** Writes new roles, with what they tell. */
export function toRoleWriter(users: Users, writer: Writer): (step: RoleStep) => Promise<boolean> {
  return async (step) => {
    const { before, after } = step
    const events = roleChangeEvents(step, writer)
    return before.organizationId === after.organizationId
      ? users.replace(after, events)
      : users.move(before.organizationId, after, events)
  }
}

/**
 * Writes nothing, and says what the store would say: false for who would go where somebody has their address, username or
 * external id. It remembers who has left and come, as if it had been written.
 */
export function toRoleRehearsal(users: Users): (step: RoleStep) => Promise<boolean> {
  /** Who holds what, where it differs from the store; null: nobody any more. */
  const holders = new Map<string, string | null>()
  return async ({ before, after }) => {
    if (before.organizationId === after.organizationId) return true
    for (const { key, find } of listHeld(after, users)) {
      const known = holders.get(key)
      const holder = known === undefined ? ((await find())?.id ?? null) : known
      if (holder !== null && holder !== after.id) return false
    }
    for (const { key } of listHeld(before, users)) holders.set(key, null)
    for (const { key } of listHeld(after, users)) holders.set(key, after.id)
    return true
  }
}

/** What nobody else in the organization may have. */
function listHeld(
  { organizationId, email, username, externalId }: User,
  users: Users,
): readonly { readonly key: string; readonly find: () => Promise<User | null> }[] {
  const held = [
    { value: email, find: users.findByEmail },
    { value: username, find: users.findByUsername },
    { value: externalId, find: users.findByExternalId },
  ]
  return held.flatMap(({ value, find }, index) =>
    value === null
      ? []
      : [
          {
            key: JSON.stringify([organizationId, index, index === 1 ? value.toLowerCase() : value]),
            find: () => find(organizationId, value),
          },
        ],
  )
}

import { tryThrice } from '../model/try-thrice.ts'
import type { User } from '../model/user.ts'
import type { Writer } from '../model/write-context.ts'
import type { Store } from '../ports/store.ts'
import { changeUser } from './change-user.ts'
import { checkFree } from './check-free.ts'
import { getUser } from './get-user.ts'
import type { UserChanges } from './manage-users.ts'
import type { RoleStep } from './role-change-events.ts'
import { userChanged } from './user-events.ts'

/** @throws AuthError USER_NOT_FOUND, REQUEST_INVALID, USER_CONFLICT, WRITE_CONFLICT */
export async function updateUser(
  organizationId: string,
  userId: string,
  changes: UserChanges,
  options: { readonly store: Store; readonly now: () => Date },
  writer: Writer,
): Promise<User> {
  const { store } = options
  return tryThrice(`user ${userId}`, async () => {
    const before = await getUser(store.users, organizationId, userId)
    const step = await changeUser(before, changes, options)
    if (step === null) return before
    if (await write(step, store, writer)) return step.after
    await checkFree(step.after, store.users)
    return null
  })
}

async function write(step: RoleStep, { users }: Store, writer: Writer): Promise<boolean> {
  const events = userChanged(step, writer)
  const { before, after } = step
  return before.organizationId === after.organizationId
    ? users.replace(after, events)
    : users.move(before.organizationId, after, events)
}

import type { Auth, Store } from '@launchpad-sso/sdk-node'

/** Everything an organization has: its people, its groups with their members, and the head of its log. */
export async function takeSnapshot(
  { auth, store }: { readonly auth: Auth; readonly store: Store },
  organizationId: string,
): Promise<unknown> {
  const { users } = await auth.users.list(organizationId, { limit: 1000 })
  const groups = await store.groups.list({ organizationId, limit: 1000 })
  const members = await Promise.all(
    groups.map(async ({ id }) => store.groups.listMembers({ groupId: id, limit: 10_000 })),
  )
  return { users, groups, members, head: await store.events.head(organizationId) }
}

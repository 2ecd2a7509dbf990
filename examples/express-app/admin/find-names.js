/** What people, and if asked groups and webhooks, are called, by id. Whoever is gone stays an id. */
export async function findNames({ auth, organizationId, text }, userIds, withOthers = false) {
  const ids = [...new Set(userIds)].filter((id) => id !== null)
  const users = await Promise.all(ids.map((id) => auth.users.find(organizationId, id)))
  const names = new Map(
    users.filter((user) => user !== null).map((user) => [user.id, user.name ?? user.email ?? user.username ?? user.id]),
  )
  if (withOthers) {
    const [{ groups }, { webhooks }] = await Promise.all([
      auth.groups.list(organizationId, { limit: 1000 }),
      auth.webhooks.list({ organizationId, limit: 1000 }),
    ])
    for (const { id, name } of groups) names.set(id, name)
    for (const { id, name, url } of webhooks) names.set(id, name ?? url ?? id)
  }
  const nameOf = (id) => names.get(id) ?? `${id.slice(0, 8)}…`
  const nameOfActor = ({ type, id }) => {
    if (type !== 'user') return text.actors[type]
    if (id === null) return text.actors.nobody
    return nameOf(id)
  }
  return { nameOf, nameOfActor }
}

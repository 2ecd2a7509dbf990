import type { ScimDirectory } from '../ports/scim-directory.ts'

const batchSize = 10_000

/** Ids of everybody in a group. */
export async function listAllMembers(groupId: string, { groups }: ScimDirectory): Promise<readonly string[]> {
  const first = await groups.listMembers(groupId, { limit: batchSize })
  if (first.length < batchSize) return first
  const all = [...first]
  for (let batch = first; batch.length === batchSize;) {
    const after = batch.at(-1)
    batch = await groups.listMembers(groupId, { limit: batchSize, ...(after !== undefined && { after }) })
    all.push(...batch)
  }
  return all
}

import type { ScimDirectory } from '../ports/scim-directory.ts'
import { listAllMembers } from './list-all-members.ts'
import type { MemberChange } from './split-members.ts'

/** Who has to come and go. Only where everybody is replaced it has to be known who is there. */
export async function resolveMembers(
  groupId: string,
  { replaceAll, add, remove }: MemberChange,
  directory: ScimDirectory,
): Promise<{ readonly add: readonly string[]; readonly remove: readonly string[] }> {
  if (!replaceAll) return { add: [...add], remove: [...remove] }
  const inside = await listAllMembers(groupId, directory)
  const known = new Set(inside)
  return { add: [...add].filter((id) => !known.has(id)), remove: inside.filter((id) => !add.has(id)) }
}

import type { User } from '../model/user.ts'
import type { Visit } from './admission-visit.ts'

/** False when somebody wrote the person meanwhile, and may have seen their groups of before. */
export async function isStill({ organizationId, id, version }: User, { store }: Visit): Promise<boolean> {
  return (await store.users.find(organizationId, id))?.version === version
}

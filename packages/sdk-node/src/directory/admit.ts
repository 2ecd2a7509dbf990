import { AuthError } from '../model/auth-error.ts'
import type { Group } from '../model/group.ts'
import type { User } from '../model/user.ts'
import { admissionEvents } from './admission-events.ts'
import { readFamily } from './admission-family.ts'
import type { FoundUser, UniqueField, Visit } from './admission-visit.ts'
import type { Admission, AdmissionStore, Admitted, AdmittedByPolicy } from './admission.ts'
import { applyChange } from './apply-change.ts'
import { applyPlan, hasChanges } from './apply-plan.ts'
import { askOnSignIn } from './ask-on-sign-in.ts'
import { checkMayEnter } from './check-may-enter.ts'
import { checkRole, hasNeededRole } from './check-role.ts'
import { draftUser } from './draft-user.ts'
import { findUser } from './find-user.ts'
import { finishNewcomer } from './finish-newcomer.ts'
import { isStill } from './is-still.ts'
import { placeUser, type PlacedUser } from './place-user.ts'
import { planGroups } from './plan-groups.ts'
import { refreshUser } from './refresh-user.ts'
import { toLink } from './to-link.ts'
import { findTaken, writeAdmission, type Step } from './write-admission.ts'

/** Each try begins with what the store says by then; this many are only needed when many requests write one person. */
const maxTries = 5

/** Who came in, or what another user has of what they should have had: then once more. */
type Outcome = Admitted | { readonly taken: readonly UniqueField[] }

/**
 * Lets a person in, or not: finds the user an identity belongs to or makes one, as the connection's policy says; puts them into
 * the groups the identity names; gives the role the groups have; asks the app. That the person came in is an event, and is
 * written with whatever else is written of them. Nobody comes in without it.
 *
 * Who is refused for want of a role, or by the app, leaves their groups behind, so that an administrator can map them; one who
 * would have been new is not made. Whoever had a role, and has none now or cannot move to where it counts, has lost it. All
 * else that is refused leaves nothing.
 *
 * A returning person in whom nothing changed costs five calls of the store: link, organization, groups, mappings, event. One
 * more where the connection belongs to a sub-organization, or the person is in one, and where their groups have changed.
 *
 * @throws AuthError whatever `checkPolicy` throws, USER_NOT_PROVISIONED, USER_PENDING, USER_INACTIVE, USER_CONFLICT, LOGIN_GROUPS_INCOMPLETE, ROLE_MISSING,
 * LOGIN_NOT_ALLOWED, WRITE_CONFLICT, ORGANIZATION_NOT_FOUND (it was removed meanwhile)
 */
export async function admit(admission: Admission, store: AdmissionStore): Promise<AdmittedByPolicy> {
  const family = await readFamily(admission.organization, store.organizations)
  const { authentication: policy } = family.settings
  admission.checkPolicy(policy)
  const link = toLink(admission.connection.id, admission.identity)
  const visit = { ...admission, link, family, store, drafts: admissionEvents(admission) }
  const taken = new Set<UniqueField>()
  for (let attempt = 0; attempt < maxTries; attempt++) {
    const outcome = await tryToAdmit({ ...visit, taken })
    if ('user' in outcome) return { ...outcome, policy }
    for (const field of outcome.taken) taken.add(field)
  }
  throw new AuthError('WRITE_CONFLICT', `the user of '${link.connectionId}' was written by others ${maxTries} times`)
}

async function tryToAdmit(visit: Visit): Promise<Outcome> {
  const found = await findUser(visit)
  if (found === null) return admitNew(visit)
  await checkMayEnter(found.user, visit)
  return admitKnown(found, visit)
}

async function admitKnown({ user, isLinked }: FoundUser, visit: Visit): Promise<Outcome> {
  const current = await visit.store.groups.listOfUsers([user.id])
  const plan = await planGroups(
    current.map(({ group }) => group),
    user.id,
    visit,
  )
  if (!(await applyPlan(user.id, plan, visit))) return { taken: [] }
  if (hasChanges(plan) && !(await isStill(user, visit))) return { taken: [] }
  const placed = await decide(refreshUser(user, visit), plan.groups, visit)
  if (!hasNeededRole(placed.user, visit.family)) await takeRole(user, visit)
  checkRole(placed.user, plan.groups, visit)
  return write({ before: user, after: placed.user, isLinked, groupId: placed.groupId }, placed, visit)
}

async function admitNew(visit: Visit): Promise<Outcome> {
  const draft = draftUser(visit)
  const plan = await planGroups([], null, visit)
  const placed = await decide(draft, plan.groups, visit)
  checkRole(placed.user, plan.groups, visit)
  const step = { before: null, after: placed.user, isLinked: true, groupId: placed.groupId }
  const outcome = await write(step, placed, visit)
  return 'user' in outcome ? finishNewcomer(outcome, plan, visit) : outcome
}

/** @param before with the profile of now, and the role and organization of before. */
async function decide(before: User, groups: readonly Group[], visit: Visit): Promise<PlacedUser> {
  const placed = await placeUser(before, groups, visit)
  const change = await askOnSignIn(placed.user, visit)
  return applyChange(change, { before, placed, groups }, visit)
}

/** Whoever may not come in as what their groups say must not keep what they said before. */
async function takeRole(user: User, { store, drafts, now }: Visit): Promise<void> {
  if (user.roles.length === 0) return
  const after: User = { ...user, roles: [], roleSource: null, updatedAt: now, version: user.version + 1 }
  // False: somebody else has just written the person, and the next sign-in looks again.
  await store.users.replace(after, drafts.roleChanged({ before: user, after, groupId: null }))
}

async function write(step: Step, { organization }: PlacedUser, visit: Visit): Promise<Outcome> {
  const user = await writeAdmission(step, visit)
  if (user !== null) return { user, organization }
  const taken = await findTaken(step, visit)
  const { before, after } = step
  const isMove = before !== null && before.organizationId !== after.organizationId
  if (!isMove || taken.length === 0) return { taken }
  await takeRole(before, visit)
  throw new AuthError(
    'USER_CONFLICT',
    `user ${after.id} moves to '${after.organizationId}', where another user has the ${taken.join(' and the ')}`,
  )
}

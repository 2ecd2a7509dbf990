import { AuthError } from '../model/auth-error.ts'
import type { Store } from '../ports/store.ts'
import { findMainOrganization, type MainOrganization } from './find-main-organization.ts'

/** What all verbs of the directory need. */
export interface DirectoryOptions {
  readonly store: Store
  readonly now: () => Date
  /** Whether `connections` of `createAuth` names it: then it has no record in the store. */
  readonly isStaticOrganization: (organizationId: string) => boolean
}

/** An organization with those under it. */
export interface Family {
  readonly main: MainOrganization
  /** The organization, and its subs where it is a main one itself. */
  readonly ids: readonly string[]
}

const pageSize = 1000

export async function listFamily(store: Pick<Store, 'organizations'>, organizationId: string): Promise<Family> {
  const main = await findMainOrganization(store.organizations, organizationId)
  const subs = main.id === organizationId ? await listSubs(store, main.id) : []
  return { main, ids: [organizationId, ...subs] }
}

/** True for the organization itself and for a sub of it. */
export async function isInFamily(
  { organizations }: Pick<Store, 'organizations'>,
  mainId: string,
  organizationId: string,
): Promise<boolean> {
  return organizationId === mainId || (await organizations.find(organizationId))?.parentId === mainId
}

/**
 * An organization is there when it has a record, when the options name it, or when people are in it, whom the identity service
 * brought along with its name.
 *
 * @throws AuthError ORGANIZATION_NOT_FOUND
 */
export async function checkOrganization(
  { store, isStaticOrganization }: DirectoryOptions,
  organizationId: string,
): Promise<void> {
  if (isStaticOrganization(organizationId)) return
  if ((await store.organizations.find(organizationId)) !== null) return
  if ((await store.users.list({ organizationIds: [organizationId], limit: 1 })).length > 0) return
  throw new AuthError(
    'ORGANIZATION_NOT_FOUND',
    `wanted an organization that exists, got '${organizationId.slice(0, 80)}'`,
  )
}

/**
 * The organization as one that decides for itself.
 *
 * @throws AuthError ORGANIZATION_SETTING_INHERITED
 */
export async function getMainOrganization(
  { organizations }: Pick<Store, 'organizations'>,
  organizationId: string,
): Promise<MainOrganization> {
  const main = await findMainOrganization(organizations, organizationId)
  if (main.id !== organizationId)
    throw new AuthError(
      'ORGANIZATION_SETTING_INHERITED',
      `mappings belong to main organizations: wanted '${main.id}', got its sub-organization '${organizationId}'`,
    )
  return main
}

async function listSubs({ organizations }: Pick<Store, 'organizations'>, parentId: string): Promise<string[]> {
  const ids: string[] = []
  for (;;) {
    const last = ids.at(-1)
    const page = await organizations.list({ parentId, limit: pageSize, ...(last !== undefined && { after: last }) })
    ids.push(...page.map(({ id }) => id))
    if (page.length < pageSize) return ids
  }
}

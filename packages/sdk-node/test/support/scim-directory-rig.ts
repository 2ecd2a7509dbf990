import { createScimDirectory } from '../../src/directory/scim-directory.ts'
import type { AuthEvent } from '../../src/model/event.ts'
import type { Group } from '../../src/model/group.ts'
import type { JsonObject } from '../../src/model/json.ts'
import type { OrganizationSettings } from '../../src/model/organization.ts'
import type { ScimDirectory, ScimGroupDraft, ScimUserDraft } from '../../src/ports/scim-directory.ts'
import type { Store } from '../../src/ports/store.ts'
import { createDirectoryRig, noon, type DirectoryRig } from './directory-rig.ts'
import { connectionRecord, insertRecords } from './stored-records.ts'

/** A directory with SCIM clients: `acme-scim` and `acme-other` at Acme, `globex-scim` at Globex. */
export interface ScimDirectoryRig extends DirectoryRig {
  readonly acme: ScimDirectory
  readonly other: ScimDirectory
  readonly globex: ScimDirectory
  /** What happened since then, without what no test asks for. */
  readonly told: (after: number, organizationId?: string) => Promise<readonly Told[]>
}

/** An event, as far as a test looks at it. */
type Told = Pick<AuthEvent, 'type' | 'actor' | 'target' | 'data'>

/** Addresses in this domain belong to a connection of Acme that is none of these. */
export const elsewhere = 'elsewhere.test'

const provisioning = { mode: 'scim', matchBy: 'email', caseSensitive: false } as const

/** @param wrap what stands between the verbs and the store. */
export async function createScimDirectoryRig(
  settings: Partial<OrganizationSettings> = {},
  wrap?: (store: Store) => Store,
): Promise<ScimDirectoryRig> {
  const rig = await createDirectoryRig(settings, wrap)
  const { store } = rig
  const toDirectory = async (connectionId: string, organizationId: string): Promise<ScimDirectory> => {
    await insertRecords(store, { connections: [connectionRecord(connectionId, organizationId, {}, { provisioning })] })
    const origin = { ip: '192.0.2.9', userAgent: 'Okta SCIM Client 1.0.0' }
    const isServedByOthers = async (domain: string): Promise<boolean> => domain === elsewhere
    const mayVouchFor = async (domain: string): Promise<boolean> => domain === 'acme.test'
    const domains = { isServedByOthers, mayVouchFor }
    return createScimDirectory({ store, now: () => noon, connectionId, organizationId, origin, ...domains })
  }
  return {
    ...rig,
    acme: await toDirectory('acme-scim', 'acme'),
    other: await toDirectory('acme-other', 'acme'),
    globex: await toDirectory('globex-scim', 'globex'),
    told: async (after, organizationId = 'acme') =>
      (await rig.eventsOf(organizationId, after)).map(({ type, actor, target, data }) => ({
        type,
        actor,
        target,
        data,
      })),
  }
}

/** A user as the protocol reads them out of a request. */
export function userDraft(
  username: string,
  over: Partial<ScimUserDraft> & { readonly more?: JsonObject } = {},
): ScimUserDraft {
  const { more = {}, ...rest } = over
  const unnamed = { externalId: null, email: null, name: null, firstName: null, lastName: null, active: true }
  const draft = { username, ...unnamed, ...rest }
  const { externalId, email, active } = draft
  const attributes = {
    userName: username,
    active,
    ...(externalId !== null && { externalId }),
    ...(email !== null && { emails: [{ type: 'work', value: email, primary: true }] }),
    ...more,
  }
  return { attributes, ...draft }
}

export function groupDraft(name: string, over: Partial<ScimGroupDraft> = {}): ScimGroupDraft {
  const externalId = over.externalId ?? null
  return {
    attributes: { displayName: name, ...(externalId !== null && { externalId }) },
    name,
    ...over,
    externalId,
  }
}

/** People of `acme-scim`. */
export async function addPeople({ acme }: ScimDirectoryRig, names: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = []
  for (const name of names) ids.push((await acme.users.create(userDraft(name))).id)
  return ids
}

export async function membersOf({ acme }: ScimDirectoryRig, { id }: Group): Promise<readonly string[]> {
  return acme.groups.listMembers(id, { limit: 10_000 })
}

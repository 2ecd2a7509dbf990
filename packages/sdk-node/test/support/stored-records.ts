import type { ConnectionRecord } from '../../src/model/connection-record.ts'
import type { Json } from '../../src/model/json.ts'
import type { Domain } from '../../src/model/domain.ts'
import type { OrganizationRecord } from '../../src/model/organization.ts'
import { defaultProvisioning } from '../../src/model/provisioning.ts'
import type { Store } from '../../src/ports/store.ts'

const at = new Date('2030-01-01T00:00:00Z')
const actor = { type: 'api', id: null } as const

/** Records as the management API writes them, for tests that begin behind it. */
export function organizationRecord(id: string, over: Partial<OrganizationRecord> = {}): OrganizationRecord {
  return {
    id,
    name: id,
    supportContact: null,
    parentId: null,
    branding: { logoUrl: null, primaryColor: null, backgroundColor: null },
    locale: null,
    settings: { passwordSignIn: true, roleRequired: false, rolePriority: [] },
    createdAt: at,
    updatedAt: at,
    version: 1,
    ...over,
  }
}

/** A verified one. */
export function domainRecord(name: string, organizationId: string, over: Partial<Domain> = {}): Domain {
  return {
    name,
    organizationId,
    status: 'verified',
    verificationValue: `value of ${name}`,
    includeSubdomains: false,
    connectionIds: null,
    createdAt: at,
    createdBy: actor,
    verifiedAt: at,
    updatedAt: at,
    version: 1,
    ...over,
  }
}

/** An active SAML connection. */
export function connectionRecord(
  id: string,
  organizationId: string,
  settings: Readonly<Record<string, Json>>,
  over: Partial<ConnectionRecord> = {},
): ConnectionRecord {
  return {
    id,
    organizationId,
    name: id,
    type: 'saml',
    preset: 'custom',
    status: 'active',
    settings,
    sealedSecrets: null,
    provisioning: defaultProvisioning,
    metadataRefresh: null,
    warned: {},
    lastTest: null,
    dueAt: null,
    createdAt: at,
    createdBy: actor,
    updatedAt: at,
    version: 1,
    ...over,
  }
}

/** Writes them, an organization before what belongs to it. */
export async function insertRecords(
  store: Store,
  records: {
    readonly organizations?: readonly OrganizationRecord[]
    readonly domains?: readonly Domain[]
    readonly connections?: readonly ConnectionRecord[]
  },
): Promise<void> {
  const { organizations = [], domains = [], connections = [] } = records
  for (const one of organizations) mustBe(await store.organizations.insert(one), one.id)
  for (const one of domains) mustBe(await store.domains.insert(one), one.name)
  for (const one of connections) mustBe(await store.connections.insert(one), one.id)
}

/** Changes a connection that is there. */
export async function changeConnection(store: Store, id: string, change: Partial<ConnectionRecord>): Promise<void> {
  const record = await store.connections.find(id)
  if (record === null) throw new Error(`wanted a connection '${id}', there is none`)
  mustBe(await store.connections.replace({ ...record, ...change, version: record.version + 1 }), id)
}

/** Changes an organization that is there. */
export async function changeOrganization(store: Store, id: string, change: Partial<OrganizationRecord>): Promise<void> {
  const record = await store.organizations.find(id)
  if (record === null) throw new Error(`wanted an organization '${id}', there is none`)
  mustBe(await store.organizations.replace({ ...record, ...change, version: record.version + 1 }), id)
}

/** Changes a domain that is there. */
export async function changeDomain(
  store: Store,
  organizationId: string,
  name: string,
  change: Partial<Domain>,
): Promise<void> {
  const record = await store.domains.find(organizationId, name)
  if (record === null) throw new Error(`wanted a domain '${name}', there is none`)
  mustBe(await store.domains.replace({ ...record, ...change, version: record.version + 1 }), name)
}

function mustBe(written: boolean, what: string): void {
  if (!written) throw new Error(`'${what}' was not written`)
}

import type { ConnectionRecord } from '../model/connection-record.ts'
import type { Domain } from '../model/domain.ts'
import type { OrganizationRecord } from '../model/organization.ts'
import { defaultProvisioning } from '../model/provisioning.ts'
import { now } from './store-samples.ts'

const branding = { logoUrl: null, primaryColor: null, backgroundColor: null }
const settings = { passwordSignIn: true, roleRequired: false, rolePriority: [] }

/** A main organization, or a sub-organization of one. */
export function organization(id: string, parentId: string | null = null): OrganizationRecord {
  return {
    id,
    name: id,
    supportContact: null,
    parentId,
    branding,
    locale: null,
    settings: parentId === null ? settings : null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  }
}

/** Not verified yet. */
export function domain(organizationId: string, name: string): Domain {
  return {
    name,
    organizationId,
    status: 'unverified',
    verificationValue: `value-of-${name}`,
    includeSubdomains: false,
    connectionIds: null,
    createdAt: now,
    createdBy: { type: 'api', id: null },
    verifiedAt: null,
    updatedAt: now,
    version: 1,
  }
}

/** What follows it when its owner has proved it. */
export function verified(one: Domain): Domain {
  return { ...one, status: 'verified', verifiedAt: now, version: one.version + 1 }
}

/** A draft without metadata. */
export function connection(id: string, organizationId: string): ConnectionRecord {
  return {
    id,
    organizationId,
    name: id,
    type: 'saml',
    preset: 'custom',
    status: 'draft',
    settings: {},
    sealedSecrets: null,
    provisioning: defaultProvisioning,
    metadataRefresh: null,
    warned: {},
    lastTest: null,
    dueAt: null,
    createdAt: now,
    createdBy: { type: 'api', id: null },
    updatedAt: now,
    version: 1,
  }
}

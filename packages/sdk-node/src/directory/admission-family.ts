import { noPolicy } from '../model/authentication-policy.ts'
import {
  toOrganization,
  type Organization,
  type OrganizationRecord,
  type OrganizationSettings,
} from '../model/organization.ts'
import type { OrganizationStore } from '../ports/organization-store.ts'

/** The organizations in which the people of one connection may be: a main one and its subs. */
export interface AdmissionFamily {
  /** Whose mappings give roles. */
  readonly mainId: string
  /** False: it is only in the options, and nobody removes it at run time. */
  readonly isRecorded: boolean
  readonly settings: Pick<OrganizationSettings, 'roleRequired' | 'rolePriority' | 'authentication'>
  /** Null: it is not of the family. */
  readonly find: (organizationId: string) => Promise<Organization | null>
}

type Records = Pick<OrganizationStore, 'find'>

/**
 * The family of a connection's organization. One that is only in the options has no record, and no family but itself.
 *
 * One admission reads each record once.
 */
export async function readFamily(organization: Organization, store: Records): Promise<AdmissionFamily> {
  const organizations = readOnce(store)
  const own = await organizations.find(organization.id)
  const main = own === null || own.parentId === null ? own : await organizations.find(own.parentId)
  const mainId = own?.parentId ?? organization.id
  return Object.freeze({
    mainId,
    isRecorded: own !== null,
    settings: {
      roleRequired: main?.settings?.roleRequired ?? false,
      rolePriority: main?.settings?.rolePriority ?? [],
      authentication: main?.settings?.authentication ?? noPolicy,
    },
    find: async (organizationId) => {
      if (organizationId === organization.id) return own === null ? organization : toOrganization(own)
      const record = await organizations.find(organizationId)
      return record !== null && (record.parentId ?? record.id) === mainId ? toOrganization(record) : null
    },
  } satisfies AdmissionFamily)
}

function readOnce(store: Records): Records {
  const records = new Map<string, Promise<OrganizationRecord | null>>()
  return {
    find: async (organizationId) => {
      const reading = records.get(organizationId) ?? store.find(organizationId)
      records.set(organizationId, reading)
      return reading
    },
  }
}

import {
  connectionRecord,
  domainRecord,
  insertRecords,
  organizationRecord,
} from '../../../../packages/sdk-node/test/support/stored-records.ts'
import type { TwoInstances } from '../instances/two-instances.ts'

/** A customer in the store: an organization, its domain and its SAML connection, all of that name. */
export async function addCustomer({ store, idps }: TwoInstances, name: string, mode: 'jit' | 'scim'): Promise<void> {
  const provisioning = { mode, matchBy: 'email', caseSensitive: false } as const
  await insertRecords(store, {
    organizations: [organizationRecord(name)],
    domains: [domainRecord(`${name}.test`, name, { connectionIds: [name] })],
    connections: [connectionRecord(name, name, { metadata: idps.saml.metadata }, { provisioning })],
  })
}

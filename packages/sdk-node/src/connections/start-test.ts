import { randomUUID } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import type { ConnectionRecord } from '../model/connection-record.ts'
import type { ReadRecord } from '../ports/connections.ts'
import type { Store } from '../ports/store.ts'
import type { ManageConnections } from './manage-connections.ts'

const testSeconds = 600

/** What test sign-ins need of the rest. */
export interface TestStarterParts {
  readonly store: Pick<Store, 'connections' | 'organizations'>
  readonly now: () => Date
  readonly readRecord: ReadRecord
  readonly sealTicket: (ticket: {
    readonly connectionId: string
    readonly testId: string
    readonly expiresAt: Date
  }) => string
  /** Where a browser begins the test. */
  readonly testUrl: (connectionId: string, ticket: string) => URL
}

/** Begins test sign-ins, and says what the last one showed. Nothing is stored until the test comes back. */
export function createTestStarter(parts: TestStarterParts): Pick<ManageConnections, 'startTest' | 'findTest'> {
  return Object.freeze({
    startTest: async (organizationId, connectionId) => {
      const record = await getRecord(parts, organizationId, connectionId)
      await checkReadable(parts, record)
      const testId = randomUUID()
      const expiresAt = new Date(parts.now().getTime() + testSeconds * 1000)
      const ticket = parts.sealTicket({ connectionId, testId, expiresAt })
      return { testId, url: parts.testUrl(connectionId, ticket).href, expiresAt }
    },
    findTest: async (organizationId, connectionId) => (await getRecord(parts, organizationId, connectionId)).lastTest,
  } satisfies Pick<ManageConnections, 'startTest' | 'findTest'>)
}

async function getRecord(
  { store }: TestStarterParts,
  organizationId: string,
  connectionId: string,
): Promise<ConnectionRecord> {
  const record = await store.connections.find(connectionId)
  if (record?.organizationId === organizationId) return record
  throw new AuthError(
    'CONNECTION_NOT_FOUND',
    `organization '${organizationId}' has no connection '${connectionId.slice(0, 80)}'`,
  )
}

async function checkReadable({ store, readRecord }: TestStarterParts, record: ConnectionRecord): Promise<void> {
  const organization = await store.organizations.find(record.organizationId)
  if (organization === null)
    throw new AuthError('CONNECTION_NOT_FOUND', `connection '${record.id}' belongs to no organization any more`)
  const { id, name } = organization
  const { connection, problems } = readRecord(record, { id, name })
  if (connection !== null) return
  throw new AuthError('CONNECTION_INVALID', `connection '${record.id}' cannot be tested yet: ${problems.join('; ')}`)
}

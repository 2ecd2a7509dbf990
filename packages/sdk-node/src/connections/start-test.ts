import { randomUUID } from 'node:crypto'
import type { ReadRecord } from '../ports/connections.ts'
import type { Store } from '../ports/store.ts'
import { getConnection } from './get-connection.ts'
import { getTestable } from './get-testable.ts'
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
      getTestable(await getConnection(organizationId, connectionId, parts), parts.readRecord)
      const testId = randomUUID()
      const expiresAt = new Date(parts.now().getTime() + testSeconds * 1000)
      const ticket = parts.sealTicket({ connectionId, testId, expiresAt })
      return { testId, url: parts.testUrl(connectionId, ticket).href, expiresAt }
    },
    findTest: async (organizationId, connectionId) =>
      (await getConnection(organizationId, connectionId, parts)).record.lastTest,
  } satisfies Pick<ManageConnections, 'startTest' | 'findTest'>)
}

import type { PoolConfig } from 'pg'
import type { ConnectionOptions } from '@launchpad-sso/sdk-node'
import { createFakeIdps, createTestKey, type FakeIdps } from '@launchpad-sso/sdk-node/testing'
import type { SqlStore } from '@launchpad-sso/sdk-node/postgres'
import {
  startFakeTransmitter,
  type FakeTransmitter,
} from '../../../../packages/sdk-node/test/support/fake-transmitter.ts'
import { openStore } from '../../../../packages/sdk-node/test/stores/support/store-setup.ts'
import type { InstanceSetup } from './instance-process.ts'
import { createRoundRobinFront, type Front } from './round-robin-front.ts'
import { startInstance, type Instance } from './start-instance.ts'

/** One app on one PostgreSQL: two processes behind a round-robin front, and identity providers that are real but for their people. */
export interface TwoInstances {
  /** Where people go. */
  readonly front: Front
  readonly one: Instance
  readonly other: Instance
  readonly idps: FakeIdps
  /** Tells of sessions and accounts of globex that are over. */
  readonly transmitter: FakeTransmitter
  /** The same database, for what has to be there before. */
  readonly store: SqlStore
  readonly close: () => Promise<void>
}

const audience = 'two-instances'

interface TwoInstancesOptions extends Pick<InstanceSetup, 'listens'> {
  readonly options?: Partial<InstanceSetup['options']>
}

/** @param config of the pool each of them makes. */
export async function startTwoInstances(
  config: PoolConfig,
  { options, listens = true }: TwoInstancesOptions = {},
): Promise<TwoInstances> {
  const [front, idps, transmitter] = await Promise.all([
    createRoundRobinFront(),
    createFakeIdps(),
    startFakeTransmitter(audience),
  ])
  const store = openStore({ type: 'postgres', config })
  await store.migrate()
  const setup: InstanceSetup = {
    store: { type: 'postgres', config },
    listens,
    options: {
      baseUrl: front.origin,
      secrets: ['a-secret-of-the-tests-that-is-long-enough'],
      connections: await toConnections(idps, transmitter),
      ...options,
    },
  }
  const [one, other] = await Promise.all([startInstance(setup), startInstance(setup)])
  front.lead([one.origin, other.origin])
  return {
    front,
    one,
    other,
    idps,
    transmitter,
    store,
    close: async () => {
      await Promise.all([one.kill(), other.kill(), front.close(), idps.close(), transmitter.close()])
      await store.close()
    },
  }
}

/** Signing out reaches both identity providers, and the other way round. */
async function toConnections(
  idps: FakeIdps,
  { issuer, pollUrl, accessToken }: FakeTransmitter,
): Promise<readonly ConnectionOptions[]> {
  const signals = { issuer, audience, pollUrl, accessToken }
  const signingKey = await createTestKey()
  return idps.connections.map((one) =>
    one.type === 'saml' ? { ...one, signingKey, singleLogout: true } : { ...one, signals, singleLogout: true },
  )
}

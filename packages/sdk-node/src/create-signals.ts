import { getConnection } from './discovery/get-connection.ts'
import { AuthError } from './model/auth-error.ts'
import { nowhere } from './model/draft-event.ts'
import type { Kit } from './routes/kit.ts'
import { reportFailure } from './routes/report-failure.ts'
import { hasSignals, takeSignal, toStateBox, type StreamConnection } from './routes/take-signal.ts'
import { createPoller } from './signals/create-poller.ts'
import { createSignalsVerbs } from './signals/create-signals-verbs.ts'
import { createPolledConnections } from './signals/list-polled.ts'
import type { ManageSignals } from './signals/manage-signals.ts'
import { pollStream, type PollOutcome } from './signals/poll-stream.ts'
import { SetRefused } from './signals/set-refused.ts'

/** What is behind `auth.signals`. Loaded by its first use. */
export async function createSignals(kit: Kit): Promise<ManageSignals> {
  const { config, store, connections } = kit
  const { now, authUrl } = config
  const endpointOf = (connectionId: string): string => `${authUrl}/signals/${connectionId}`
  const stored = createPolledConnections(store)
  const written = config.connections.map((source) => (source.kind === 'ready' ? source.connection : source.known))
  const writtenIds = written
    .filter(({ status, signals }) => status === 'active' && typeof signals?.pollUrl === 'string')
    .map(({ id }) => id)
  const poller = createPoller({
    list: async () => [...new Set([...writtenIds, ...(await stored.list())])],
    mayPoll: async (id, until) => store.replays.claim(`signals-poll:${id}`, until, now()),
    poll: async (id) => poll(await getConnection(connections.findFresh, id), endpointOf(id), kit),
    failed: (connectionId, error) =>
      config.log({ level: 'error', event: 'signals.failed', connectionId, ...describeFailure(error) }),
    now,
  })
  return createSignalsVerbs({
    store,
    now,
    poller,
    states: toStateBox(await kit.secretBox()),
    getConnection: async (id) => getConnection(connections.findFresh, id),
    outsideOf: kit.outsideOf,
    endpointOf,
  })
}

async function poll(
  connection: Awaited<ReturnType<typeof getConnection>>,
  endpointUrl: string,
  kit: Kit,
): Promise<PollOutcome> {
  if (!hasSignals(connection)) return { accepted: 0, refused: 0 }
  const take = async (token: string, id: string): Promise<void> => takeOne({ token, id, connection }, endpointUrl, kit)
  return pollStream({ stream: connection.signals, outside: kit.outsideOf(connection), take })
}

/** What is refused is told to the transmitter in few words, and to the log in all. */
async function takeOne(
  received: { readonly token: string; readonly id: string; readonly connection: StreamConnection },
  endpointUrl: string,
  kit: Kit,
): Promise<void> {
  try {
    await takeSignal({ ...received, origin: nowhere }, kit)
  } catch (error) {
    if (error instanceof SetRefused) reportFailure(error, new URL(endpointUrl).pathname, kit.config)
    throw error
  }
}

/** For the log. */
export function describeFailure(error: unknown): Pick<AuthError, 'code' | 'detail'> {
  if (error instanceof AuthError) return { code: error.code, detail: error.detail }
  return { code: 'INTERNAL', detail: String(error).slice(0, 300) }
}

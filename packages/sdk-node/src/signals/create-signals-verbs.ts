import { AuthError } from '../model/auth-error.ts'
import type { Connection, SignalStream } from '../model/connection.ts'
import { toRequestInvalid } from '../model/request-invalid.ts'
import type { Outside } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import type { Poller } from './create-poller.ts'
import { isName } from './json-values.ts'
import type { ManageSignals } from './manage-signals.ts'
import { requestVerification } from './request-verification.ts'
import { sealState, type StateBox } from './verification-state.ts'

/** What `auth.signals` works with. */
export interface SignalTools {
  readonly store: Pick<Store, 'events'>
  readonly now: () => Date
  readonly poller: Poller
  readonly states: StateBox
  /** Active. @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_INACTIVE */
  readonly getConnection: (connectionId: string) => Promise<Connection>
  readonly outsideOf: (connection: Connection) => Outside
  /** Where transmitters push to. */
  readonly endpointOf: (connectionId: string) => string
}

type Streaming = Connection & { readonly signals: SignalStream }

/** How many of an organization's newest verifications are looked through. */
const newest = 200

export function createSignalsVerbs(tools: SignalTools): ManageSignals {
  const { store, now, poller, states, outsideOf, endpointOf } = tools
  return Object.freeze({
    poll: async (organizationId, connectionId) => {
      const { id, signals } = await getStreaming(organizationId, connectionId, tools)
      if (signals.pollUrl === null)
        throw new AuthError('CONNECTION_CONFLICT', `connection '${id}' has no signals.pollUrl`)
      return poller.pollNow(id)
    },
    pollDue: poller.pollDue,
    verify: async (organizationId, connectionId, options = {}) => {
      const asked = parseStreamId(options)
      const connection = await getStreaming(organizationId, connectionId, tools)
      const { id, signals: stream } = connection
      const requestedAt = now()
      const streamId = await requestVerification(asked, {
        stream,
        outside: outsideOf(connection),
        endpointUrl: endpointOf(id),
        toState: (text) => sealState(text, id, requestedAt, states),
      })
      return { streamId, requestedAt }
    },
    status: async (organizationId, connectionId) => {
      const { id, signals } = await getStreaming(organizationId, connectionId, tools)
      const verified = await store.events.list({
        organizationId,
        types: ['connection.signals_verified'],
        newestFirst: true,
        limit: newest,
      })
      return {
        delivery: signals.pollUrl === null ? 'push' : 'poll',
        endpointUrl: signals.pollUrl ?? endpointOf(id),
        audience: signals.audience,
        verifiedAt: verified.find(({ target }) => target.id === id)?.occurredAt ?? null,
        lastPoll: poller.findLast(id),
      }
    },
  } satisfies ManageSignals)
}

async function getStreaming(
  organizationId: string,
  connectionId: string,
  { getConnection }: SignalTools,
): Promise<Streaming> {
  const connection = await getConnection(String(connectionId))
  if (connection.organization.id !== organizationId)
    throw new AuthError(
      'CONNECTION_NOT_FOUND',
      `organization '${String(organizationId).slice(0, 80)}' has no connection '${connection.id}'`,
    )
  if (hasSignals(connection)) return connection
  throw new AuthError('CONNECTION_CONFLICT', `connection '${connection.id}' has no signals`)
}

function hasSignals(connection: Connection): connection is Streaming {
  return connection.signals !== null
}

function parseStreamId(options: unknown): string | null {
  if (typeof options !== 'object' || options === null) throw toRequestInvalid('the options', 'an object', options)
  const { streamId, ...others } = options as { readonly streamId?: unknown }
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw toRequestInvalid('the options', 'only streamId', unknown)
  if (streamId === undefined) return null
  if (isName(streamId)) return streamId
  throw toRequestInvalid('streamId', 'text', streamId)
}

import type { Connection, SignalStream } from '../model/connection.ts'
import { draftSuccess, type Origin } from '../model/draft-event.ts'
import { isClaimed } from '../ports/is-claimed.ts'
import { toUpstreamKey } from '../sessions/to-upstream-key.ts'
import { takeSet, type TakenSet, type TakeTools } from '../signals/take-set.ts'
import type { StateBox } from '../signals/verification-state.ts'
import type { SecretBox } from '../stores/secret-box.ts'
import { endByProvider } from './end-by-provider.ts'
import type { Kit } from './kit.ts'
import { createSignalRealm } from './signal-realm.ts'

/** A connection that events come for. */
export type StreamConnection = Connection & { readonly signals: SignalStream }

export function hasSignals(connection: Connection): connection is StreamConnection {
  return connection.signals !== null
}

/** Where a token comes from. */
export interface ReceivedSet {
  readonly token: string
  /** Under which it was handed out; null: it was pushed. */
  readonly id: string | null
  readonly connection: StreamConnection
  readonly origin: Origin
}

/** Takes one Security Event Token, however it came. @throws SetRefused, AuthError SIGNALS_UNAVAILABLE, STORE_UNAVAILABLE */
export async function takeSignal({ token, id, connection, origin }: ReceivedSet, kit: Kit): Promise<TakenSet> {
  const [keys, box] = await Promise.all([kit.signalKeys(), kit.secretBox()])
  const { signals, clockSkewSeconds, organization } = connection
  const { store, config } = kit
  const actor = { type: 'system', id: connection.id } as const
  return takeSet(token, id, {
    expected: { issuer: signals.issuer, audience: signals.audience, clockSkewSeconds },
    realm: createSignalRealm(connection, kit),
    verify: async (text) => keys.verifySet(text, connection, kit.outsideOf(connection)),
    jtis: createJtis(connection.id, kit),
    endSessions: async (scopes, target) => endByProvider(scopes, connection, origin, kit, target),
    noteVerified: async (streamId) =>
      store.events.append([
        draftSuccess(
          {
            type: 'connection.signals_verified',
            organizationId: organization.id,
            occurredAt: config.now(),
            actor,
            target: { type: 'connection', id: connection.id },
            data: { streamId },
          },
          origin,
        ),
      ]),
    notice: (detail) => config.log({ level: 'warn', event: 'signals.noticed', connectionId: connection.id, detail }),
    states: toStateBox(box),
    now: config.now,
    absoluteSeconds: config.session.absoluteSeconds,
  })
}

/** Sealed for one connection: nobody brings it to another. */
export function toStateBox(box: SecretBox): StateBox {
  const placeOf = (row: string) => ({ table: 'signals', row, column: 'state' })
  return {
    seal: (text, connectionId) => box.seal(text, placeOf(connectionId)),
    open: (sealed, connectionId) => box.open(sealed, placeOf(connectionId)),
  }
}

/**
 * A token is known once everything is done that follows from it: one that came while the store was down is not lost. Until then it may be
 * taken twice at the same time, which ends the same sessions.
 */
function createJtis(connectionId: string, { store, config }: Kit): TakeTools['jtis'] {
  const keyOf = (jti: string): string => `security-event:${toUpstreamKey(connectionId, jti)}`
  return {
    isKnown: async (jti) => isClaimed(store.replays, keyOf(jti), config.now()),
    remember: async (jti, until) => void (await store.replays.claim(keyOf(jti), until, config.now())),
  }
}

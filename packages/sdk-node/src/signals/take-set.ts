import type { EventTarget } from '../model/event.ts'
import type { RevokedScope } from '../model/revocation.ts'
import { findScopes } from './find-scopes.ts'
import { judgeEvent, type Consequence } from './judge-event.ts'
import { parseSet, type ExpectedSet } from './parse-set.ts'
import type { SignalRealm } from './signal-realm.ts'
import { checkForm, type SignedToken } from './signed-token.ts'
import { SetRefused } from './set-refused.ts'
import { toPrintable } from '../model/to-printable.ts'
import { openState, type StateBox } from './verification-state.ts'

/** What a received token may touch. */
export interface TakeTools {
  readonly expected: ExpectedSet
  readonly realm: SignalRealm
  /** @throws SetRefused for a wrong signature, AuthError SIGNALS_UNAVAILABLE when the keys cannot be had */
  readonly verify: (token: string) => Promise<SignedToken>
  readonly jtis: {
    /** Reads only. */
    readonly isKnown: (jti: string) => Promise<boolean>
    readonly remember: (jti: string, until: Date) => Promise<void>
  }
  /** They are over when it resolves. */
  readonly endSessions: (scopes: readonly RevokedScope[], target: EventTarget) => Promise<void>
  readonly noteVerified: (streamId: string) => Promise<void>
  /** For the log. */
  readonly notice: (detail: string) => void
  readonly states: StateBox
  readonly now: () => Date
  /** No session lives longer: an older event is about none. */
  readonly absoluteSeconds: number
}

type Act = Exclude<Consequence, { kind: 'none' }>

/** Over and done with: it need not come again. */
export interface TakenSet {
  readonly jti: string
}

/**
 * Takes one Security Event Token: everything in it is checked before anything is done, and it counts as received only when that is done. One
 * that comes again changes nothing.
 *
 * @throws SetRefused; AuthError SIGNALS_UNAVAILABLE, STORE_UNAVAILABLE: it has to come again
 */
export async function takeSet(token: string, id: string | null, tools: TakeTools): Promise<TakenSet> {
  checkForm(token)
  const now = tools.now()
  const { jti, issuedAt, events } = parseSet(await tools.verify(token), tools.expected, now)
  if (id !== null && id !== jti)
    throw new SetRefused('invalid_request', `wanted the jti '${toPrintable(id)}', got another`)
  const acts = events.map(judgeEvent).filter((act): act is Act => act.kind !== 'none')
  const until = new Date(issuedAt.getTime() + (tools.absoluteSeconds + tools.expected.clockSkewSeconds) * 1000)
  // Nobody who was signed in then still is, and who is now was not meant.
  if (until <= now || (await tools.jtis.isKnown(jti))) return { jti }
  for (const act of acts) checkState(act, tools)
  for (const act of acts) await perform(act, tools)
  await tools.jtis.remember(jti, until)
  return { jti }
}

/** @throws SetRefused for a state that we never gave */
function checkState(act: Act, { states, realm, now }: TakeTools): void {
  if (act.kind === 'verified' && act.state !== null && openState(act.state, realm.connectionId, now(), states) === null)
    throw new SetRefused('invalid_state', 'verification: wanted a state that we gave within the last day, got another')
}

async function perform(act: Act, tools: TakeTools): Promise<void> {
  const { realm, notice } = tools
  switch (act.kind) {
    case 'stream-updated':
      return notice(`the transmitter says that the stream is ${toPrintable(act.status)}`)
    case 'verified': {
      // One that nobody asked for proves no more than any other event.
      if (act.state === null) return
      const given = openState(act.state, realm.connectionId, tools.now(), tools.states)
      return tools.noteVerified(act.streamId ?? given ?? '')
    }
    case 'end-sessions': {
      const { scopes, userId } = await findScopes(act.subject, realm)
      if (scopes.length === 0) return notice('an event about nobody of this connection was ignored')
      const { connectionId: id } = realm
      return tools.endSessions(scopes, userId === null ? { type: 'connection', id } : { type: 'user', id: userId })
    }
  }
}

import { draftSuccess, type Origin } from '../model/draft-event.ts'
import type { EventActor } from '../model/event-actor.ts'
import type { EventTarget } from '../model/event.ts'
import { listRevocations, type RevokedScope } from '../model/revocation.ts'
import type { Events } from '../ports/store.ts'
import type { RevocationWatch } from './revocation-watch.ts'

/** Whose sessions end, and why. */
export interface EndedSessions {
  readonly organizationId: string
  /** One event each, all written in one step. */
  readonly scopes: readonly RevokedScope[]
  readonly cause: 'logout' | 'admin' | 'idp'
  readonly actor: EventActor
  readonly target: EventTarget
  readonly origin: Origin
}

export interface EndTools {
  readonly store: { readonly events: Pick<Events, 'append'> }
  readonly config: { readonly now: () => Date }
  readonly revocations: Pick<RevocationWatch, 'add'>
}

/** Sessions are over when this resolves: here at once, at every other instance within a second. @throws AuthError STORE_UNAVAILABLE */
export async function endSessions(ended: EndedSessions, { store, config, revocations }: EndTools): Promise<void> {
  const { organizationId, scopes, cause, actor, target, origin } = ended
  const occurredAt = config.now()
  const drafts = scopes.map((scope) =>
    draftSuccess(
      { type: 'session.revoked', organizationId, occurredAt, actor, target, data: { scope, cause } },
      origin,
    ),
  )
  await store.events.append(drafts)
  // The store is not asked for what it has just been told: it may be slow to answer, and then the sessions would live on here.
  revocations.add(drafts.flatMap(listRevocations))
}

import type { Session as CoreSession } from '@launchpad-sso/sdk-node'
import type { WireSession } from '@launchpad-sso/sdk-node/wire'
import { describe, expectTypeOf, it } from 'vitest'
import type { SessionProviderProps } from './session-provider.tsx'
import type { InitialSession, Session, SessionState, SessionUser } from './session.ts'

describe('the types of a session', () => {
  it('are those of the SDK: its session and its JSON may be handed to the provider', () => {
    expectTypeOf<CoreSession>().toExtend<InitialSession>()
    expectTypeOf<WireSession>().toExtend<InitialSession>()
    expectTypeOf<CoreSession | null>().toExtend<SessionProviderProps['initialSession']>()
    expectTypeOf<Promise<CoreSession | null>>().not.toExtend<SessionProviderProps['initialSession']>()
  })

  it('are exactly the JSON that the server sends', () => {
    expectTypeOf<Session>().branded.toEqualTypeOf<WireSession>()
    expectTypeOf<SessionUser>().branded.toEqualTypeOf<WireSession['user']>()
  })

  it('tell by the status whether there is a session', () => {
    expectTypeOf<Extract<SessionState, { status: 'authenticated' }>['session']>().toEqualTypeOf<Session>()
    expectTypeOf<Exclude<SessionState, { status: 'authenticated' }>['session']>().toEqualTypeOf<null>()
    expectTypeOf<SessionState['status']>().toEqualTypeOf<'loading' | 'authenticated' | 'unauthenticated'>()
    expectTypeOf<SessionState['error']>().toEqualTypeOf<Error | null>()
    expectTypeOf<SessionState['refresh']>().toEqualTypeOf<() => Promise<void>>()
  })
})

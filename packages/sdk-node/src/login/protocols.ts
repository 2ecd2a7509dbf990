import type { Connection } from '../model/connection.ts'
import type { Memo } from '../model/memo.ts'
import { AuthError } from '../model/auth-error.ts'
import type { Outside } from '../ports/outside.ts'
import type { Oidc } from '../oidc/oidc.ts'
import type { Ask, Handoff, Proof, Protocol, Reply } from '../ports/protocol.ts'
import type { SamlConnection } from '../model/connection.ts'
import { once } from './once.ts'

type SamlProtocol = Protocol<SamlConnection, Extract<Memo, { type: 'saml' }>>

/** Both protocols behind one pair of functions. */
export interface Protocols {
  readonly start: (
    ask: Ask<Connection>,
    outside: Outside,
  ) => Promise<{ readonly handoff: Handoff; readonly memo: Memo }>
  readonly finish: (reply: Reply<Connection, Memo>, outside: Outside) => Promise<Proof>
  /** Whose session is over at the identity provider, as its logout token says. */
  readonly verifyOidcLogout: Oidc['verifyLogout']
}

/** The one switch over protocols. Each engine is loaded when a connection first needs it: the core's import stays light. */
export function createProtocols(): Protocols {
  const saml = once<SamlProtocol>(async () => (await import('../saml/saml.ts')).createSaml())
  const oidc = once<Oidc>(async () => (await import('../oidc/oidc.ts')).createOidc())
  return Object.freeze({
    start: async (ask: Ask<Connection>, outside: Outside) => {
      const { connection } = ask
      switch (connection.type) {
        case 'saml':
          return (await saml()).start({ ...ask, connection }, outside)
        case 'oidc':
          return (await oidc()).start({ ...ask, connection }, outside)
      }
    },
    finish: async (reply: Reply<Connection, Memo>, outside: Outside) => {
      const { connection, memo } = reply
      if (connection.type === 'saml' && memo.type === 'saml')
        return (await saml()).finish({ ...reply, connection, memo }, outside)
      if (connection.type === 'oidc' && memo.type === 'oidc')
        return (await oidc()).finish({ ...reply, connection, memo }, outside)
      throw new AuthError(
        'LOGIN_CONNECTION_MISMATCH',
        `connection '${connection.id}' is ${connection.type}, the login was ${memo.type}`,
      )
    },
    verifyOidcLogout: async (...given: Parameters<Oidc['verifyLogout']>) => (await oidc()).verifyLogout(...given),
  })
}

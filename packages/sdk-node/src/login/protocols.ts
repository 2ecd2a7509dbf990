import type { Connection } from '../model/connection.ts'
import type { Memo } from '../model/memo.ts'
import { AuthError } from '../model/auth-error.ts'
import type { Outside } from '../ports/outside.ts'
import type { Oidc } from '../oidc/oidc.ts'
import type { Ask, Handoff, LogoutAsk, Proof, Reply } from '../ports/protocol.ts'
import type { Saml } from '../saml/saml.ts'
import { once } from './once.ts'

/** Both protocols behind one pair of functions. */
export interface Protocols {
  readonly start: (
    ask: Ask<Connection>,
    outside: Outside,
  ) => Promise<{ readonly handoff: Handoff; readonly memo: Memo }>
  readonly finish: (reply: Reply<Connection, Memo>, outside: Outside) => Promise<Proof>
  /** Null: the identity provider offers none, or nothing is known that it would need. */
  readonly startLogout: (ask: LogoutAsk<Connection>, outside: Outside) => Promise<Handoff | null>
  /** Whether `startLogout` has somewhere to go. @throws AuthError OIDC_DISCOVERY_FAILED */
  readonly offersLogout: (connection: Connection, outside: Outside) => Promise<boolean>
  /** Trades a refresh token for new tokens. */
  readonly refreshOidc: Oidc['refresh']
  /** Whose session is over at the identity provider, as its logout token says. */
  readonly verifyOidcLogout: Oidc['verifyLogout']
  readonly readSamlLogout: Saml['readLogout']
  readonly answerSamlLogout: Saml['answerLogout']
}

/** The one switch over protocols. Each engine is loaded when a connection first needs it: the core's import stays light. */
export function createProtocols(): Protocols {
  const saml = once<Saml>(async () => (await import('../saml/saml.ts')).createSaml())
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
    startLogout: async (ask: LogoutAsk<Connection>, outside: Outside) => {
      const { connection } = ask
      switch (connection.type) {
        case 'saml':
          return connection.slo === null ? null : (await saml()).startLogout({ ...ask, connection }, outside)
        case 'oidc':
          return (await oidc()).startLogout({ ...ask, connection }, outside)
      }
    },
    offersLogout: async (connection: Connection, outside: Outside) => {
      switch (connection.type) {
        case 'saml':
          return connection.slo !== null && connection.signingKey !== null
        case 'oidc':
          return (await oidc()).offersLogout(connection, outside)
      }
    },
    refreshOidc: async (...given: Parameters<Oidc['refresh']>) => (await oidc()).refresh(...given),
    verifyOidcLogout: async (...given: Parameters<Oidc['verifyLogout']>) => (await oidc()).verifyLogout(...given),
    readSamlLogout: async (...given: Parameters<Saml['readLogout']>) => (await saml()).readLogout(...given),
    answerSamlLogout: async (...given: Parameters<Saml['answerLogout']>) => (await saml()).answerLogout(...given),
  })
}

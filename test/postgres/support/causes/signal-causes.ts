import { randomUUID } from 'node:crypto'
import type { TwoInstances } from '../instances/two-instances.ts'
import type { Cause } from './cause.ts'
import { signInByOidc } from './sign-in.ts'

const caep = 'https://schemas.openid.net/secevent/caep/event-type/'
const risc = 'https://schemas.openid.net/secevent/risc/event-type/'

type SecurityEvent = readonly [type: string, payload: Readonly<Record<string, string>>]
const sessionRevoked: SecurityEvent = [`${caep}session-revoked`, {}]
const passwordChanged: SecurityEvent = [
  `${caep}credential-change`,
  { credential_type: 'password', change_type: 'update' },
]
const accountDisabled: SecurityEvent = [`${risc}account-disabled`, { reason: 'hijacking' }]

/** What transmitters of security events say. */
export const signalCauses: Readonly<Record<string, Cause>> = {
  'CAEP session-revoked, pushed': ofEvent(sessionRevoked, push),
  'CAEP credential-change, pushed': ofEvent(passwordChanged, push),
  'RISC account-disabled, pushed': ofEvent(accountDisabled, push),
  'CAEP session-revoked, polled': ofEvent(sessionRevoked, poll),
  'RISC account-disabled, polled': ofEvent(accountDisabled, poll),
  'Global Token Revocation': async (app, name) => {
    const client = await signInByOidc(app, { email: `${name}@globex.test`, sub: name })
    return { cookie: client.cookies(), end: async () => revokeTokens(app, name) }
  },
}

function ofEvent(event: SecurityEvent, send: (app: TwoInstances, set: string) => Promise<void>): Cause {
  return async (app, name) => {
    const client = await signInByOidc(app, { email: `${name}@globex.test`, sub: name })
    const end = async (): Promise<void> => send(app, app.transmitter.toSet(event, subjectOf(app, name)))
    return { cookie: client.cookies(), end }
  }
}

const subjectOf = ({ idps }: TwoInstances, sub: string): Readonly<Record<string, string>> => ({
  format: 'iss_sub',
  iss: idps.oidc.issuer,
  sub,
})

async function push({ one }: TwoInstances, set: string): Promise<void> {
  const headers = { 'content-type': 'application/secevent+jwt' }
  const response = await fetch(`${one.origin}/auth/signals/globex`, { method: 'POST', headers, body: set })
  if (response.status !== 202) throw new Error(`the event was refused: ${response.status} ${await response.text()}`)
}

/** Between two polls five seconds may pass; what counts here is what follows from one. */
async function poll({ one, transmitter }: TwoInstances, set: string): Promise<void> {
  transmitter.enqueue(set)
  const { accepted } = await one.auth.signals.poll('globex', 'globex')
  if (accepted !== 1) throw new Error(`wanted one event to be accepted, got ${accepted}`)
}

async function revokeTokens(app: TwoInstances, name: string): Promise<void> {
  const path = '/auth/signals/globex/revoke'
  const iat = Math.floor(Date.now() / 1000)
  const token = app.transmitter.sign({
    header: { typ: 'global-token-revocation+jwt' },
    claims: {
      iss: app.transmitter.issuer,
      sub: 'app',
      aud: app.front.origin + path,
      jti: randomUUID(),
      iat,
      exp: iat + 300,
    },
  })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ sub_id: subjectOf(app, name) })
  const response = await fetch(app.one.origin + path, { method: 'POST', headers, body })
  if (response.status !== 204)
    throw new Error(`the revocation was refused: ${response.status} ${await response.text()}`)
}

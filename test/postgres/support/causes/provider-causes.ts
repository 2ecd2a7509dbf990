import { randomUUID } from 'node:crypto'
import { signWithFakeKey } from '../../../../packages/sdk-node/src/testing/fake-oidc-key.ts'
import type { TwoInstances } from '../instances/two-instances.ts'
import type { Begun, Cause } from './cause.ts'
import { browserAt } from '../instances/browser-at.ts'
import { signInByOidc, signInBySaml } from './sign-in.ts'
import { sloUrlOf } from './sign-out.ts'

/** What identity providers say. */
export const providerCauses: Readonly<Record<string, Cause>> = {
  'OIDC back-channel logout by sid': async (app, name) => {
    const client = await signInByOidc(app, { email: `${name}@globex.test`, sub: name, claims: { sid: `sid-${name}` } })
    return { cookie: client.cookies(), end: async () => sendLogoutToken(app, { sid: `sid-${name}` }) }
  },
  'OIDC back-channel logout by sub': async (app, name) => {
    const client = await signInByOidc(app, { email: `${name}@globex.test`, sub: name })
    return { cookie: client.cookies(), end: async () => sendLogoutToken(app, { sub: name }) }
  },
  'OIDC front-channel logout': async (app, name) => {
    const client = await signInByOidc(app, { email: `${name}@globex.test`, sub: name, claims: { sid: `sid-${name}` } })
    return { cookie: client.cookies(), end: async () => openFrame(app, `sid-${name}`) }
  },
  'SAML LogoutRequest by redirect': async (app, name) => beginBySaml(app, name, 'redirect'),
  'SAML LogoutRequest by POST': async (app, name) => beginBySaml(app, name, 'post'),
}

async function sendLogoutToken({ one, idps }: TwoInstances, about: object): Promise<void> {
  const key = idps.oidc.key()
  const iat = Math.floor(Date.now() / 1000)
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
  const claims = { iss: idps.oidc.issuer, aud: 'globex-app', iat, exp: iat + 120, jti: randomUUID(), events, ...about }
  const input = [{ alg: key.algorithm, typ: 'logout+jwt', kid: key.kid }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  const body = new URLSearchParams({ logout_token: `${input}.${signWithFakeKey(input, key)}` })
  const response = await fetch(`${one.origin}/auth/oidc/globex/backchannel-logout`, { method: 'POST', body })
  if (response.status !== 200)
    throw new Error(`the logout token was refused: ${response.status} ${await response.text()}`)
}

/** In the provider's sign-out page: no cookie of ours comes along. */
async function openFrame(app: TwoInstances, sid: string): Promise<void> {
  const query = new URLSearchParams({ iss: app.idps.oidc.issuer, sid })
  const url = `${app.front.origin}/auth/oidc/globex/frontchannel-logout?${query}`
  const response = await browserAt(app.one, app.front).get(url, { 'sec-fetch-site': 'cross-site' })
  if (response.status !== 200) throw new Error(`the frame was refused: ${response.status} ${await response.text()}`)
}

async function beginBySaml(app: TwoInstances, name: string, binding: 'redirect' | 'post'): Promise<Begun> {
  const person = { email: `${name}@acme.test`, sessionIndex: `session-${name}` }
  const client = await signInBySaml(app, person)
  const end = async (): Promise<void> => {
    const named = { nameId: person.email, sessionIndexes: [person.sessionIndex] }
    const { url, form } = app.idps.saml.requestLogout({ sloUrl: sloUrlOf(app), binding, ...named })
    // Across sites a POST brings no cookie of ours.
    const browser = browserAt(app.one, app.front)
    const response = form === null ? await browser.get(url) : await browser.post(url, form)
    if (response.status !== 303)
      throw new Error(`wanted a LogoutResponse, got ${response.status}: ${await response.text()}`)
  }
  return { cookie: client.cookies(), end }
}

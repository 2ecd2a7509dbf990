import { browserAt } from '../instances/browser-at.ts'
import type { TwoInstances } from '../instances/two-instances.ts'
import type { SessionDraft } from '@launchpad-sso/sdk-node'
import type { FakeOidcPerson, FakePerson, TestClient } from '@launchpad-sso/sdk-node/testing'

/** By Globex's OpenID provider. */
export async function signInByOidc(app: TwoInstances, person: FakeOidcPerson): Promise<TestClient> {
  const client = browserAt(app.one, app.front)
  const away = await client.get(`${app.front.origin}/auth/login?connection=globex`)
  await arrive(await client.get(app.idps.oidc.authorize(locationOf(away), person)))
  return client
}

/** By Acme's SAML identity provider, or by another connection that leads there. */
export async function signInBySaml(app: TwoInstances, person: FakePerson, connection = 'acme'): Promise<TestClient> {
  const client = browserAt(app.one, app.front)
  const away = await client.get(`${app.front.origin}/auth/login?connection=${connection}`)
  const reply = await app.idps.saml.respond(locationOf(away), person)
  await arrive(await client.post(reply.acsUrl, reply.form))
  return client
}

/** By the app itself. Answers with the `Cookie` header. */
export async function signInByApp({ one }: TwoInstances, draft: SessionDraft): Promise<string> {
  const { setCookie } = await one.auth.createSession(draft)
  return setCookie.slice(0, setCookie.indexOf(';'))
}

function locationOf(response: Response): URL {
  const location = response.headers.get('location')
  if (response.status !== 303 || location === null || !URL.canParse(location))
    throw new Error(`wanted a redirect to the identity provider, got ${response.status} ${location}`)
  return new URL(location)
}

async function arrive(response: Response): Promise<void> {
  if (response.status !== 303)
    throw new Error(`wanted to be signed in, got ${response.status}: ${await response.text()}`)
}

import assert from 'node:assert/strict'
import type { ConnectionOptions } from '../config/auth-options.ts'
import { createBrokenCookies } from './broken-cookies.ts'
import { createClient, type TestClient } from './create-client.ts'
import { createFakeIdps, type FakeIdps } from './create-fake-idps.ts'
import type { Runner } from './runner.ts'

/** What the app under test gives to `createAuth`, beside its own `baseUrl`. Plain data: it may cross into another process. */
export interface MountOptions {
  readonly secrets: readonly string[]
  readonly connections: readonly ConnectionOptions[]
}

/** A running app: the SDK's URLs under `/auth`, and at `/protected` a guarded URL that answers `{ "email": … }`. */
export interface Mounted {
  /** Its `baseUrl`, where it can be reached. */
  readonly baseUrl: string
  readonly close: () => Promise<void>
}

/** Starts the app under test, on any port of 127.0.0.1. */
export type Mount = (options: MountOptions) => Promise<Mounted>

interface Stage extends FakeIdps {
  readonly app: Mounted
  readonly client: () => TestClient
}

/**
 * The contract of a mount: whatever framework carries the handler, sign-in, sessions and guards behave the same. It runs over
 * real HTTP.
 */
export function describeHandler(name: string, mount: Mount, runner: Runner): void {
  let stage: Promise<Stage> | null = null
  const onStage = (scene: (stage: Stage) => Promise<void>) => async (): Promise<void> =>
    scene(await (stage ??= setStage(mount)))
  runner.describe(`handler contract: ${name}`, () => {
    for (const [title, scene] of Object.entries(scenes)) runner.test(title, onStage(scene))
    runner.test(
      'closes',
      onStage(async ({ app, close }) => void (await Promise.all([app.close(), close()]))),
    )
  })
}

async function setStage(mount: Mount): Promise<Stage> {
  const idps = await createFakeIdps()
  const app = await mount({ secrets: ['test-secret-of-the-handler-contract'], connections: idps.connections })
  return { ...idps, app, client: () => createClient((request) => fetch(request)) }
}

const at = (stage: Stage, path: string): string => new URL(path, stage.app.baseUrl).href
const locationOf = (response: Response): URL => new URL(response.headers.get('location') ?? '', response.url)

async function signInBySaml(stage: Stage, client: TestClient): Promise<Response> {
  const start = await client.get(at(stage, '/auth/login?email=ana@acme.test&return_to=/protected'))
  const reply = await stage.saml.respond(locationOf(start), { email: 'ana@acme.test' })
  return client.post(reply.acsUrl, reply.form)
}

/** Ways back that must not be taken. */
const hostileTargets = [
  'https://evil.test/',
  '//evil.test',
  '/\\evil.test',
  '/%2Fevil.test',
  '/%5Cevil.test',
  '/.//evil.test',
  '/\t/evil.test',
  '/auth/logout',
]

const scenes: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  'signs in by SAML and comes back to the page': async (stage) => {
    const client = stage.client()
    const back = await signInBySaml(stage, client)
    assert.equal(back.status, 303)
    assert.equal(locationOf(back).pathname, '/protected')
    assert.deepEqual(await (await client.get(at(stage, '/protected'))).json(), { email: 'ana@acme.test' })
  },
  'signs in by OpenID Connect and comes back to the page': async (stage) => {
    const client = stage.client()
    const start = await client.get(at(stage, '/auth/login?email=bruno@globex.test&return_to=/protected'))
    const back = await client.get(stage.oidc.authorize(locationOf(start), { email: 'bruno@globex.test' }))
    assert.equal(locationOf(back).pathname, '/protected')
    assert.deepEqual(await (await client.get(at(stage, '/protected'))).json(), { email: 'bruno@globex.test' })
  },
  'sets the session and removes the login cookie in headers of their own': async (stage) => {
    const back = await signInBySaml(stage, stage.client())
    const cookies = back.headers.getSetCookie()
    assert.equal(cookies.length, 2)
    assert.ok(cookies.some((line) => line.includes('Max-Age=0')))
  },
  'refuses the same reply twice and gives no session': async (stage) => {
    const [client, copy] = [stage.client(), stage.client()]
    const start = await client.get(at(stage, '/auth/login?email=ana@acme.test'))
    const reply = await stage.saml.respond(locationOf(start), { email: 'ana@acme.test' })
    await client.post(reply.acsUrl, reply.form)
    assert.equal((await copy.post(reply.acsUrl, reply.form)).status, 400)
    assert.equal(copy.cookies(), '')
  },
  'sends a page request without a session to sign-in, with the way back': async (stage) => {
    const response = await stage.client().get(at(stage, '/protected?tab=1'))
    assert.ok([302, 303, 307].includes(response.status), `a redirect, got ${response.status}`)
    assert.equal(locationOf(response).searchParams.get('return_to'), '/protected?tab=1')
  },
  'answers a script without a session with 401 and JSON': async (stage) => {
    const response = await stage.client().get(at(stage, '/protected'), { accept: 'application/json' })
    assert.equal(response.status, 401)
    assert.equal(((await response.json()) as { error: { code: string } }).error.code, 'SESSION_REQUIRED')
  },
  'lets no cache keep what is behind the guard': async (stage) => {
    const client = stage.client()
    await signInBySaml(stage, client)
    assert.match((await client.get(at(stage, '/protected'))).headers.get('cache-control') ?? '', /no-store/)
  },
  'believes no Host and no forwarded header about its origin': async (stage) => {
    const forwarded = { 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https' }
    const response = await stage.client().get(at(stage, '/auth/login?email=bruno@globex.test'), forwarded)
    assert.ok(locationOf(response).searchParams.get('redirect_uri')?.startsWith(stage.app.baseUrl))
  },
  'gives the session as JSON and ends it on sign-out': async (stage) => {
    const client = stage.client()
    await signInBySaml(stage, client)
    const answer = (await (await client.get(at(stage, '/auth/session'))).json()) as {
      session: { user: { email: string } }
    }
    assert.equal(answer.session.user.email, 'ana@acme.test')
    await client.post(at(stage, '/auth/logout'), new URLSearchParams(), { origin: stage.app.baseUrl })
    assert.deepEqual(await (await client.get(at(stage, '/auth/session'))).json(), { session: null })
  },
  'takes a tampered, shortened, oversized, doubled or foreign cookie for no session': async (stage) => {
    const client = stage.client()
    await signInBySaml(stage, client)
    assert.equal((await client.get(at(stage, '/protected'))).status, 200)
    for (const [what, cookie] of Object.entries(await createBrokenCookies(client.cookies()))) {
      const headers = { accept: 'application/json', cookie }
      const guarded = await stage.client().get(at(stage, '/protected'), headers)
      assert.equal(guarded.status, 401, what)
      assert.equal(((await guarded.json()) as { error: { code: string } }).error.code, 'SESSION_REQUIRED', what)
      const asked = await stage.client().get(at(stage, '/auth/session'), headers)
      assert.deepEqual([asked.status, await asked.json()], [200, { session: null }], what)
    }
  },
  'leads back to no other origin, however it is spelled': async (stage) => {
    for (const target of hostileTargets) {
      const client = stage.client()
      const start = await client.get(
        at(stage, `/auth/login?email=ana@acme.test&return_to=${encodeURIComponent(target)}`),
      )
      const reply = await stage.saml.respond(locationOf(start), { email: 'ana@acme.test' })
      const back = await client.post(reply.acsUrl, reply.form)
      assert.equal(locationOf(back).href, at(stage, '/'), target)
    }
  },
  'answers a body that is too large with 413': async (stage) => {
    const form = new URLSearchParams({ SAMLResponse: 'A'.repeat(1_000_000) })
    assert.equal((await stage.client().post(at(stage, '/auth/saml/acme/acs'), form)).status, 413)
  },
  'explains a refusal at an address of its own': async (stage) => {
    const response = await stage.client().get(at(stage, '/auth/denied'))
    assert.equal(response.status, 403)
    assert.match(await response.text(), /ROLE_MISSING/)
  },
  'answers a method it does not know with 405 and those it does': async (stage) => {
    const response = await fetch(at(stage, '/auth/session'), { method: 'DELETE' })
    assert.deepEqual([response.status, response.headers.get('allow')], [405, 'GET, HEAD'])
  },
  'answers unknown URLs of its own with 404': async (stage) => {
    assert.equal((await stage.client().get(at(stage, '/auth/nothing'))).status, 404)
  },
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ConnectionOptions } from '../../../src/index.ts'
import { createClient, type Send, type TestClient } from '../../../src/testing/create-client.ts'
import { createFakeIdps, type FakeIdps } from '../../../src/testing/create-fake-idps.ts'
import { createFakeSamlIdp, type FakeSamlIdp } from '../../../src/testing/fake-saml-idp.ts'
import type { AppSetup } from './app-process.ts'
import type { StartedApp } from './start-app.ts'

const baseUrl = 'https://app.example.test'
const at = (path: string): string => `${baseUrl}${path}`
const locationOf = (response: Response): URL => new URL(response.headers.get('location') ?? '', baseUrl)

interface Stage {
  readonly idps: FakeIdps
  /** Launches people without being asked, at a connection that accepts it. */
  readonly launcher: FakeSamlIdp
  readonly apps: readonly [StartedApp, StartedApp]
}

async function setStage(start: (options: AppSetup['options']) => Promise<StartedApp>): Promise<Stage> {
  const idps = await createFakeIdps()
  const sp = { entityId: at('/auth/saml/example/metadata'), acsUrl: at('/auth/saml/example/acs') }
  const launcher = await createFakeSamlIdp({ entityId: 'https://launcher.example.test', sp })
  const example: ConnectionOptions = {
    id: 'example',
    type: 'saml',
    organization: { id: 'example', name: 'Example' },
    domains: ['example.test'],
    metadata: launcher.metadata,
    unsolicited: 'accept',
  }
  const options = { baseUrl, secrets: ['test-secret-'.repeat(4)], connections: [...idps.connections, example] }
  return { idps, launcher, apps: [await start(options), await start(options)] }
}

/** A browser whose requests are balanced over the apps as the test says. */
function createBalanced(apps: Stage['apps']): { readonly client: TestClient; readonly turnTo: (index: 0 | 1) => void } {
  let index: 0 | 1 = 0
  const send: Send = (request) => apps[index].send(request)
  return { client: createClient(send), turnTo: (next) => void (index = next) }
}

async function sessionOf(client: TestClient): Promise<{ user: { id: string; email: string } } | null> {
  const body = await (await client.get(at('/auth/session'))).json()
  return (body as { session: { user: { id: string; email: string } } | null }).session
}

/** Two apps that share nothing but a database are one app. */
export function describeTwoApps(name: string, start: (options: AppSetup['options']) => Promise<StartedApp>): void {
  describe(`two apps on ${name}`, () => {
    let stage: Stage
    beforeAll(async () => {
      stage = await setStage(start)
    })
    afterAll(async () => {
      await Promise.all([...stage.apps.map((app) => app.close()), stage.idps.close()])
    })

    test.each([
      [0, 1],
      [1, 0],
    ] as const)('finish a SAML login on %i that was started on the other', async (there, here) => {
      const { client, turnTo } = createBalanced(stage.apps)
      turnTo(here)
      const away = await client.get(at('/auth/login?email=ana@acme.test&return_to=/inbox'))
      const reply = await stage.idps.saml.respond(locationOf(away), { email: 'ana@acme.test' })
      turnTo(there)
      expect(locationOf(await client.post(reply.acsUrl, reply.form)).pathname).toBe('/inbox')
      turnTo(here)
      expect((await sessionOf(client))?.user.email).toBe('ana@acme.test')
    })

    test('finish an OpenID Connect login that was started on the other', async () => {
      const { client, turnTo } = createBalanced(stage.apps)
      const away = await client.get(at('/auth/login?email=bruno@globex.test&return_to=/inbox'))
      turnTo(1)
      const callback = stage.idps.oidc.authorize(locationOf(away), { email: 'bruno@globex.test' })
      expect(locationOf(await client.get(callback)).pathname).toBe('/inbox')
      expect((await sessionOf(client))?.user.email).toBe('bruno@globex.test')
    })

    test('refuse on both the reply to a login that was finished on one', async () => {
      const { client, turnTo } = createBalanced(stage.apps)
      const away = await client.get(at('/auth/login?email=ana@acme.test'))
      const reply = await stage.idps.saml.respond(locationOf(away), { email: 'ana@acme.test' })
      expect((await client.post(reply.acsUrl, reply.form)).status).toBe(303)
      for (const index of [1, 0] as const) {
        turnTo(index)
        const again = await client.post(reply.acsUrl, reply.form, { accept: 'application/json' })
        expect(await again.json()).toMatchObject({ error: { code: 'LOGIN_EXPIRED' } })
      }
    })

    test('refuse on both an unsolicited reply that was accepted on one', async () => {
      const reply = await stage.launcher.launch({ email: 'ana@example.test' })
      const post = async (index: 0 | 1): Promise<Response> => {
        const { client, turnTo } = createBalanced(stage.apps)
        turnTo(index)
        return client.post(reply.acsUrl, reply.form, { accept: 'application/json' })
      }
      expect((await post(0)).status).toBe(303)
      for (const index of [1, 0] as const)
        expect(await (await post(index)).json()).toMatchObject({ error: { code: 'LOGIN_REPLAYED' } })
    })

    test('make one user of a person who signs in on both at once, for the first time', async () => {
      const email = 'eva@acme.test'
      const signIn = async (index: 0 | 1): Promise<string | undefined> => {
        const { client, turnTo } = createBalanced(stage.apps)
        turnTo(index)
        const away = await client.get(at(`/auth/login?email=${email}`))
        const reply = await stage.idps.saml.respond(locationOf(away), { email })
        await client.post(reply.acsUrl, reply.form)
        return (await sessionOf(client))?.user.id
      }
      const ids = await Promise.all([signIn(0), signIn(1), signIn(0), signIn(1)])
      expect(ids[0]).toMatch(/^[\da-f-]{36}$/)
      expect(new Set(ids).size).toBe(1)
    })
  })
}

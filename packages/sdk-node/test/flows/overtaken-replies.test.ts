import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createClient, type TestClient } from '../../src/testing/create-client.ts'
import { createFakeSamlIdp, type FakeSamlReply } from '../../src/testing/fake-saml-idp.ts'
import { baseUrl, createParties, createSloRig, type Parties, type SloRig } from './saml-slo/rig.ts'

let parties: Parties
let rig: SloRig
beforeAll(async () => {
  parties = await createParties()
})
beforeEach(() => {
  rig = createSloRig(parties)
})

const person = { sessionIndex: 's-1', email: 'ana@acme.test' } as const
const isIn = async (client: TestClient): Promise<boolean> =>
  (await rig.auth.getSession({ headers: { get: () => client.cookies() } })) !== null
const aMoment = async (): Promise<void> => {
  const before = Date.now()
  await vi.waitUntil(() => Date.now() > before + 1)
}

/** Signed in there, not here yet. */
async function begin(idp = parties.idp): Promise<{ readonly client: TestClient; readonly reply: FakeSamlReply }> {
  const client = createClient(rig.auth.handler)
  const away = await client.get(`${baseUrl}/auth/login?connection=acme`)
  return { client, reply: await idp.respond(new URL(away.headers.get('location') ?? ''), person) }
}

async function signOutThere(sessionIndexes: readonly string[], at = rig): Promise<void> {
  await aMoment()
  expect((await at.readAnswer(await at.bring(at.request({ sessionIndexes }))))['status']).toBe('Success')
  await aMoment()
}

describe('an assertion that a LogoutRequest has overtaken', () => {
  test.each<[string, readonly string[]]>([
    ['of its session', ['s-1']],
    ['of the person', []],
  ])('begins nothing, when it is %s', async (_of, sessionIndexes) => {
    const { client, reply } = await begin()
    await signOutThere(sessionIndexes)
    const refused = await client.post(reply.acsUrl, reply.form)
    expect([refused.status, await isIn(client)]).toEqual([403, false])
    expect(rig.failures()).toEqual([expect.stringMatching(/^LOGIN_REFUSED: connection 'acme' has ended/)])
    expect(await rig.store.events.list({ organizationId: 'acme', types: ['user.created'], limit: 10 })).toEqual([])
  })

  test('begins a session, when it is of another', async () => {
    const { client, reply } = await begin()
    await signOutThere(['s-2'])
    await client.post(reply.acsUrl, reply.form)
    expect(await isIn(client)).toBe(true)
  })

  test('begins nothing where nobody asked for it either', async () => {
    const connection = { unsolicited: 'accept' } as const
    const { idp } = parties
    rig = createSloRig(parties, { connection })
    const sp = { entityId: `${baseUrl}/auth/saml/acme/metadata`, acsUrl: `${baseUrl}/auth/saml/acme/acs` }
    const launching = await createFakeSamlIdp({ key: idp, sp })
    const [late, client] = [await launching.launch(person), createClient(rig.auth.handler)]
    await signOutThere(['s-1'])
    await client.post(late.acsUrl, late.form)
    expect(await isIn(client)).toBe(false)
    const fresh = await launching.launch(person)
    await client.post(fresh.acsUrl, fresh.form)
    expect(await isIn(client)).toBe(true)
  })

  test('begins nothing at an instance that has not heard of it', async () => {
    const { client, reply } = await begin()
    const { store } = rig
    const elsewhere = createSloRig(parties, { store })
    // It knows what there was a moment ago.
    await isIn(client)
    await signOutThere(['s-1'], elsewhere)
    expect((await client.post(reply.acsUrl, reply.form)).status).toBe(403)
  })
})

test('who is asked after a sign-out comes in, also when the clock of the identity provider is slow', async () => {
  await signOutThere([])
  const slow = await createFakeSamlIdp({ key: parties.idp, now: () => new Date(Date.now() - 30_000) })
  const { client, reply } = await begin(slow)
  await client.post(reply.acsUrl, reply.form)
  expect(await isIn(client)).toBe(true)
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memoryStore, type AuthenticationPolicy, type Store } from '../../src/index.ts'
import { createFakeIdps, type FakeIdps } from '../../src/testing/create-fake-idps.ts'
import { connectionRecord, domainRecord, insertRecords, organizationRecord } from '../support/stored-records.ts'
import {
  baseUrl,
  createStepUpRig,
  locationOf,
  readRequest,
  type Place,
  type StepUpRig,
} from '../support/step-up-rig.ts'

const hour = 3600
const mfa = 'https://refeds.org/profile/mfa'
let idps: FakeIdps

beforeAll(async () => {
  idps = await createFakeIdps()
})
afterAll(() => idps.close())

/** An app in which one of the organizations has a policy. */
async function setPolicy(
  place: Place,
  authentication: Partial<AuthenticationPolicy>,
  options: Parameters<typeof createStepUpRig>[2] = {},
): Promise<StepUpRig> {
  const rig = createStepUpRig(idps, {}, options)
  await rig.auth.organizations.create({ id: place, name: place, settings: { authentication } })
  return rig
}
const begin = async (rig: StepUpRig, place: Place): Promise<URL> =>
  locationOf(await rig.client.get(`${baseUrl}/auth/login?connection=${place}&return_to=/start`))
const lifeOf = async (rig: StepUpRig): Promise<number> => {
  const session = await rig.session()
  return Math.round(((session?.endsAt.getTime() ?? 0) - (session?.createdAt.getTime() ?? 0)) / 1000)
}

describe('a maximum age', () => {
  test('is asked of an OpenID provider, which has to say when it checked the person', async () => {
    const rig = await setPolicy('globex', { maximumAgeSeconds: hour })
    expect(Object.fromEntries((await begin(rig, 'globex')).searchParams)).toMatchObject({ max_age: '3600' })
    expect((await rig.signIn('globex', { ago: 3590 })).headers.get('location')).toBe('/')
    expect(await rig.session()).not.toBeNull()
  })

  test.each<[Place, number | null]>([
    ['globex', 2 * hour],
    ['globex', null],
    ['acme', 2 * hour],
  ])('refuses at %s who was checked %s seconds ago, after asking to check them again', async (place, ago) => {
    const rig = await setPolicy(place, { maximumAgeSeconds: hour })
    const again = await rig.finish(place, await begin(rig, place), { ago })
    expect(again.headers.get('location')).toBe(`/auth/login?connection=${place}&return_to=%2Fstart&prompt=login`)
    expect(await rig.session()).toBeNull()
    expect(rig.log.at(-1)).toMatchObject({ event: 'login.repeated', code: 'LOGIN_TOO_OLD' })
    const refused = await rig.finish(place, await rig.follow(again), { ago })
    expect([refused.status, refused.headers.get('location')]).toEqual([403, null])
    expect(await refused.text()).toContain('a more recent sign-in')
    expect(await rig.session()).toBeNull()
    expect((await rig.auth.users.list(place)).users).toEqual([])
    const { events } = await rig.auth.events.list({ organizationId: place })
    expect(events.filter(({ type }) => type === 'login.failed')).toMatchObject([{ reason: 'LOGIN_TOO_OLD' }])
  })

  test.each<Place>(['acme', 'globex'])('lets in at %s who is checked again', async (place) => {
    const rig = await setPolicy(place, { maximumAgeSeconds: hour })
    const again = await rig.finish(place, await begin(rig, place), { ago: 2 * hour })
    const back = await rig.finish(place, await rig.follow(again))
    expect([back.status, back.headers.get('location')]).toEqual([303, '/start'])
    expect(await rig.session()).not.toBeNull()
  })

  test('has no word in SAML: only the second request asks to check the person again', async () => {
    const rig = await setPolicy('acme', { maximumAgeSeconds: hour })
    const first = await begin(rig, 'acme')
    expect(readRequest(first).forceAuthn).toBe(false)
    expect(readRequest(await rig.follow(await rig.finish('acme', first, { ago: 2 * hour }))).forceAuthn).toBe(true)
  })

  test('of nothing asks for a check at every sign-in', async () => {
    const [acme, globex] = [
      await setPolicy('acme', { maximumAgeSeconds: 0 }),
      await setPolicy('globex', { maximumAgeSeconds: 0 }),
    ]
    expect(readRequest(await begin(acme, 'acme')).forceAuthn).toBe(true)
    const { searchParams } = await begin(globex, 'globex')
    expect(Object.fromEntries(searchParams)).toMatchObject({ prompt: 'login', max_age: '0' })
    expect((await globex.signIn('globex')).headers.get('location')).toBe('/')
    expect((await globex.signIn('globex', { ago: 90 })).headers.get('location')).toContain('prompt=login')
  })

  test('holds for a reply that nobody asked for, which begins no circle', async () => {
    const connections = idps.connections.map((one) =>
      one.type === 'saml' ? { ...one, unsolicited: 'accept' as const } : one,
    )
    const rig = await setPolicy('acme', { maximumAgeSeconds: hour }, { connections })
    const launch = async (ago: number): Promise<Response> => {
      const away = await begin(rig, 'acme')
      const statement = { authnInstant: new Date(Date.now() - ago * 1000).toISOString() }
      const asked = { response: { inResponseTo: null }, confirmationData: { inResponseTo: null }, relayState: null }
      const reply = await idps.saml.respond(away, { email: 'ana@acme.test' }, { ...asked, authnStatement: statement })
      return rig.client.post(reply.acsUrl, reply.form)
    }
    const refused = await launch(2 * hour)
    expect([refused.status, refused.headers.get('location')]).toEqual([403, null])
    expect((await launch(60)).status).toBe(303)
  })
})

describe('contexts and methods', () => {
  test('are asked for, as far as there is a way', async () => {
    const policy = { contexts: [mfa, 'phr'], methods: ['hwk'] }
    const [acme, globex] = [await setPolicy('acme', policy), await setPolicy('globex', policy)]
    expect(readRequest(await begin(acme, 'acme'))).toMatchObject({ authnContext: [mfa], forceAuthn: false })
    const params = Object.fromEntries((await begin(globex, 'globex')).searchParams)
    expect(params['acr_values']).toBe(`${mfa} phr`)
    expect([params['prompt'], params['max_age']]).toEqual([undefined, undefined])
  })

  test.each<Place>(['acme', 'globex'])(
    'refuse at %s who was checked in another way, and leave nothing',
    async (place) => {
      const rig = await setPolicy(place, { contexts: [mfa] })
      const refused = await rig.signIn(place, { context: 'urn:example:password' })
      expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('a stronger sign-in')])
      expect(await rig.session()).toBeNull()
      expect((await rig.auth.users.list(place)).users).toEqual([])
      expect((await rig.signIn(place, { context: mfa })).status).toBe(303)
      expect(await rig.session()).toMatchObject({ authenticationContext: mfa })
    },
  )

  test('let in who was checked by one of the methods', async () => {
    const rig = await setPolicy('globex', { methods: ['hwk', 'mfa'] })
    expect((await rig.signIn('globex', { methods: ['pwd'] })).status).toBe(403)
    expect((await rig.signIn('globex', { methods: ['pwd', 'mfa'] })).status).toBe(303)
  })
})

describe('how long a session lives', () => {
  test.each<Place>(['acme', 'globex'])('is at %s what the organization says', async (place) => {
    const rig = await setPolicy(place, { sessionMaximumSeconds: hour })
    await rig.signIn(place)
    expect(await lifeOf(rig)).toBe(hour)
    expect((await rig.session())?.expiresAt).toEqual((await rig.session())?.endsAt)
  })

  test.each<Place>(['acme', 'globex'])(
    'is at %s what the identity provider says, where that is less',
    async (place) => {
      const rig = await setPolicy(place, { sessionMaximumSeconds: hour })
      await rig.signIn(place, { endsIn: 600 })
      expect(await lifeOf(rig)).toBeGreaterThanOrEqual(590)
      expect(await lifeOf(rig)).toBeLessThanOrEqual(600)
      await rig.signIn(place, { endsIn: 2 * hour })
      expect(await lifeOf(rig)).toBe(hour)
    },
  )

  test('is never more than the app allows', async () => {
    const session = { idleSeconds: 900, absoluteSeconds: 900 }
    const rig = await setPolicy('globex', { sessionMaximumSeconds: hour }, { session })
    await rig.signIn('globex', { endsIn: 2 * hour })
    expect(await lifeOf(rig)).toBe(900)
  })

  test('is the same for a session that the app itself begins', async () => {
    const { auth } = await setPolicy('acme', { sessionMaximumSeconds: hour })
    const draft = { user: { id: 'u1' }, organization: { id: 'acme', name: 'Acme' }, connection: 'password' }
    const { session } = await auth.createSession(draft)
    expect(session.endsAt.getTime() - session.createdAt.getTime()).toBe(hour * 1000)
    const soon = new Date(Date.now() + 60_000)
    expect((await auth.createSession({ ...draft, sessionExpiresAt: soon })).session.endsAt).toEqual(soon)
  })
})

describe('a policy', () => {
  test('is that of the main organization for its subs, and of nobody else', async () => {
    const connections = idps.connections.map((one) =>
      one.id === 'acme' ? { ...one, organization: { id: 'acme-eu', name: 'Acme Europe' } } : one,
    )
    const rig = createStepUpRig(idps, {}, { connections })
    const authentication = { contexts: [mfa], sessionMaximumSeconds: hour }
    await rig.auth.organizations.create({ id: 'acme', name: 'Acme', settings: { authentication } })
    await rig.auth.organizations.create({ id: 'acme-eu', name: 'Acme Europe', parentId: 'acme' })
    await rig.auth.organizations.create({ id: 'globex', name: 'Globex' })
    expect(readRequest(await begin(rig, 'acme')).authnContext).toEqual([mfa])
    expect((await rig.signIn('acme')).status).toBe(403)
    expect((await rig.signIn('acme', { context: mfa })).status).toBe(303)
    expect(await lifeOf(rig)).toBe(hour)
    expect((await begin(rig, 'globex')).searchParams.has('acr_values')).toBe(false)
    expect((await rig.signIn('globex', { ago: 9 * hour })).status).toBe(303)
    expect(await lifeOf(rig)).toBe(7 * 24 * hour)
  })

  test('counts from the next reply on, without a restart', async () => {
    const rig = await setPolicy('globex', {})
    const away = await begin(rig, 'globex')
    await rig.auth.organizations.update('globex', { settings: { authentication: { maximumAgeSeconds: hour } } })
    const again = await rig.finish('globex', away, { ago: 2 * hour })
    expect(locationOf(again).searchParams.get('prompt')).toBe('login')
    await rig.auth.organizations.update('globex', { settings: { authentication: { maximumAgeSeconds: null } } })
    expect((await rig.signIn('globex', { ago: 2 * hour })).status).toBe(303)
  })

  test('of an organization that only the identity service names is asked for afterwards, once', async () => {
    const { oidc } = idps
    const identityService = { issuer: oidc.issuer, clientId: 'globex-app', clientSecret: 'test-client-secret' }
    const rig = createStepUpRig(idps, {}, { connections: [], identityService })
    const authentication = { contexts: [mfa], maximumAgeSeconds: hour }
    await rig.auth.organizations.create({ id: 'acme', name: 'Acme', settings: { authentication } })
    const signIn = async (away: URL, claims: object): Promise<Response> =>
      rig.client.get(oidc.authorize(away, { email: 'ana@acme.test', claims: { org_id: 'acme', ...claims } }))
    const away = locationOf(await rig.client.get(`${baseUrl}/auth/login?email=ana@acme.test&return_to=/start`))
    expect(away.searchParams.has('acr_values')).toBe(false)
    const again = await signIn(away, {})
    expect(locationOf(again).pathname + locationOf(again).search).toContain('prompt=login&acr_values=')
    const second = await rig.follow(again)
    expect(second.searchParams.get('acr_values')).toBe(mfa)
    expect((await signIn(second, {})).status).toBe(403)
    expect((await signIn(await rig.follow(again), { acr: mfa })).status).toBe(303)
    expect(await rig.session()).toMatchObject({ organization: { id: 'acme' } })
  })

  test('is part of a test sign-in', async () => {
    const store: Store = memoryStore()
    await insertRecords(store, {
      organizations: [
        organizationRecord('acme', {
          settings: {
            passwordSignIn: true,
            roleRequired: false,
            rolePriority: [],
            authentication: { maximumAgeSeconds: null, contexts: [mfa], methods: [], sessionMaximumSeconds: null },
          },
        }),
      ],
      domains: [domainRecord('acme.test', 'acme')],
      connections: [connectionRecord('acme', 'acme', { metadata: idps.saml.metadata })],
    })
    const rig = createStepUpRig(idps, {}, { connections: [], store })
    const { url } = await rig.auth.connections.startTest('acme', 'acme')
    const away = locationOf(await rig.client.get(url))
    expect(readRequest(away).authnContext).toEqual([mfa])
    await rig.finish('acme', away, { context: 'urn:example:password' })
    const report = await rig.auth.connections.findTest('acme', 'acme')
    expect(report).toMatchObject({ code: 'LOGIN_CONTEXT_INSUFFICIENT' })
    expect(report?.checks.at(-1)).toMatchObject({ name: 'authentication', outcome: 'failed' })
  })
})

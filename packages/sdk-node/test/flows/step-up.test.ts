import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFakeIdps, type FakeIdps } from '../../src/testing/create-fake-idps.ts'
import { baseUrl, createStepUpRig, locationOf, readRequest, type Check, type Place } from '../support/step-up-rig.ts'

const payout = `${baseUrl}/payout?to=1`
const mfa = 'https://refeds.org/profile/mfa'
const hour = 3600
let idps: FakeIdps

beforeAll(async () => {
  idps = await createFakeIdps()
})
afterAll(() => idps.close())

describe.each<Place>(['acme', 'globex'])('somebody who signed in an hour ago at %s', (place) => {
  test('is checked again by the same identity provider, and comes back to the page', async () => {
    const rig = createStepUpRig(idps, { maximumAgeSeconds: 300 })
    await rig.signIn(place, { ago: hour })
    const before = await rig.session()
    const sent = await rig.client.get(payout)
    expect(sent.status).toBe(303)
    expect(sent.headers.get('location')).toBe(
      `/auth/login?connection=${place}&return_to=%2Fpayout%3Fto%3D1&prompt=login&max_age=300`,
    )
    const back = await rig.finish(place, await rig.follow(sent))
    expect([back.status, back.headers.get('location')]).toEqual([303, '/payout?to=1'])
    const answer = await rig.client.get(locationOf(back))
    expect([answer.status, await answer.json()]).toEqual([200, { email: before?.user.email }])
    const after = await rig.session()
    expect(after?.id).not.toBe(before?.id)
    expect(after?.user).toEqual(before?.user)
  })

  test('leaves no session behind: whoever had copied the cookie of before is out', async () => {
    const rig = createStepUpRig(idps, { maximumAgeSeconds: 300 })
    await rig.signIn(place, { ago: hour })
    const [before, copied] = [await rig.session(), rig.client.cookies()]
    await rig.finish(place, await rig.follow(await rig.client.get(payout)))
    const after = await rig.session()
    expect(await rig.auth.getSession({ headers: { get: () => copied } })).toBeNull()
    const { user, organization } = before ?? expect.fail('wanted a session')
    const listed = await rig.auth.sessions.list(organization.id, { userId: user.id })
    expect(listed.map(({ id }) => id)).toEqual([after?.id])
  })

  test('comes in by a context that is enough, and by no other', async () => {
    const rig = createStepUpRig(idps, { maximumAgeSeconds: null, contexts: [mfa] })
    await rig.signIn(place)
    const sent = await rig.client.get(payout)
    expect(locationOf(sent).searchParams.get('acr_values')).toBe(mfa)
    const refused = await rig.finish(place, await rig.follow(sent), { context: 'urn:example:password' })
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('a stronger sign-in')])
    expect(rig.log.at(-1)).toMatchObject({
      code: 'LOGIN_CONTEXT_INSUFFICIENT',
      detail: expect.stringMatching(/wanted .*refeds.*; got acr \["urn:example:password"\]/),
    })
    await rig.finish(place, await rig.follow(sent), { context: mfa })
    expect((await rig.client.get(payout)).status).toBe(200)
    expect((await rig.session())?.authenticationContext).toBe(mfa)
  })

  test.each<[string, Check, string]>([
    ['answers from an old session', { ago: hour }, 'LOGIN_TOO_OLD'],
    ['answers from a session that began before the person left', { ago: 90 }, 'LOGIN_TOO_OLD'],
    ...(place === 'globex' ? [['does not say when', { ago: null }, 'LOGIN_TOO_OLD'] as [string, Check, string]] : []),
  ])('sees a page, and is not sent round in circles, when the identity provider %s', async (_what, check, code) => {
    const rig = createStepUpRig(idps)
    await rig.signIn(place, { ago: hour })
    const before = await rig.session()
    const refused = await rig.finish(place, await rig.follow(await rig.client.get(payout)), check)
    expect([refused.status, refused.headers.get('location')]).toEqual([403, null])
    const html = await refused.text()
    expect(html).toContain('a more recent sign-in')
    expect(html).toContain(`/auth/login?connection=${place}&amp;return_to=%2Fpayout%3Fto%3D1&amp;prompt=login`)
    expect(rig.log.at(-1)).toMatchObject({ code, detail: expect.stringContaining('wanted one after') })
    expect(await rig.session()).toEqual(before)
    expect((await rig.client.get(payout)).status).toBe(303)
  })

  test('is somebody else afterwards when somebody else signed in there', async () => {
    const rig = createStepUpRig(idps)
    await rig.signIn(place, { ago: hour })
    const before = await rig.session()
    const email = place === 'acme' ? 'carla@acme.test' : 'carla@globex.test'
    await rig.finish(place, await rig.follow(await rig.client.get(payout)), { email })
    const after = await rig.session()
    expect(after?.user.email).toBe(email)
    expect(after?.user.id).not.toBe(before?.user.id)
    expect(await (await rig.client.get(payout)).json()).toEqual({ email })
  })
})

test('an OpenID provider is asked to check the very person again, by name', async () => {
  const rig = createStepUpRig(idps, { contexts: [mfa, 'phr'], methods: ['hwk'] })
  await rig.signIn('globex', { ago: hour })
  const { searchParams } = await rig.follow(await rig.client.get(payout))
  expect(Object.fromEntries(searchParams)).toMatchObject({
    prompt: 'login',
    max_age: '0',
    acr_values: `${mfa} phr`,
    login_hint: 'bruno@globex.test',
  })
})

test('a SAML identity provider is asked to check the person again', async () => {
  const rig = createStepUpRig(idps, { contexts: [mfa, 'phr'] })
  const first = readRequest(locationOf(await rig.client.get(`${baseUrl}/auth/login?connection=acme`)))
  expect(first).toMatchObject({ forceAuthn: false, authnContext: [] })
  await rig.signIn('acme', { ago: hour })
  const again = readRequest(await rig.follow(await rig.client.get(payout)))
  expect(again).toMatchObject({ forceAuthn: true, authnContext: [mfa] })
})

test('one of the methods is enough where no context is', async () => {
  const rig = createStepUpRig(idps, { contexts: ['phr'], methods: ['hwk', 'mfa'] })
  await rig.signIn('globex', { methods: ['pwd'] })
  const sent = await rig.client.get(payout)
  expect(locationOf(sent).searchParams.get('amr_values')).toBe('hwk mfa')
  const refused = await rig.finish('globex', await rig.follow(sent), { methods: ['pwd'] })
  expect(refused.status).toBe(403)
  await rig.finish('globex', await rig.follow(sent), { methods: ['pwd', 'mfa'] })
  expect((await rig.client.get(payout)).status).toBe(200)
  expect((await rig.session())?.authenticationMethods).toEqual(['pwd', 'mfa'])
})

test('who has just signed in is asked nothing', async () => {
  const rig = createStepUpRig(idps)
  await rig.signIn('globex')
  expect((await rig.client.get(payout)).status).toBe(200)
})

test('who came in by an identity provider that did not say when it checked them has to be checked', async () => {
  const rig = createStepUpRig(idps)
  await rig.signIn('globex', { ago: null })
  expect((await rig.client.get(payout)).status).toBe(303)
})

test('whoever takes the wishes out of the address signs in, and is sent again by the guard', async () => {
  const rig = createStepUpRig(idps, { contexts: ['phr'] })
  await rig.signIn('globex')
  await rig.signIn('globex', {}, '/auth/login?connection=globex&return_to=/payout&prompt=login')
  expect((await rig.client.get(payout)).status).toBe(303)
})

test.each(['max_age=soon', `acr_values=${'a'.repeat(300)}`])('an address with %s starts no sign-in', async (query) => {
  const { client } = createStepUpRig(idps)
  const answer = await client.get(`${baseUrl}/auth/login?connection=globex&prompt=login&${query}`)
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([400, []])
})

describe('what is no navigation to a page', () => {
  const headers = { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' }

  test.each<[string, Readonly<Record<string, string>>]>([
    ['a script', { ...headers, accept: '*/*', 'sec-fetch-mode': 'cors' }],
    ['the payload of a page', { ...headers, accept: '*/*', 'sec-fetch-mode': 'cors', rsc: '1' }],
    ['a prefetch', { accept: 'text/html', 'sec-purpose': 'prefetch;prerender' }],
    ['a prefetch of Next', { accept: '*/*', rsc: '1', 'next-router-prefetch': '1' }],
  ])('gets 401 and the way to sign-in: %s', async (_what, sent) => {
    const rig = createStepUpRig(idps)
    await rig.signIn('globex', { ago: hour })
    const answer = await rig.client.get(payout, sent)
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([401, []])
    expect(answer.headers.get('www-authenticate')).toBe('Session error="insufficient_user_authentication"')
    expect(await answer.json()).toEqual({
      error: {
        code: 'REAUTHENTICATION_REQUIRED',
        message: 'Please confirm that it is you.',
        incidentId: null,
        loginUrl: '/auth/login?connection=globex&return_to=%2Fpayout%3Fto%3D1&prompt=login&max_age=600',
      },
    })
  })

  test('gets 401: a form that is sent', async () => {
    const rig = createStepUpRig(idps)
    await rig.signIn('globex', { ago: hour })
    const answer = await rig.client.post(payout, new URLSearchParams({ amount: '1' }))
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({
      error: { code: 'REAUTHENTICATION_REQUIRED', loginUrl: expect.stringContaining('return_to=%2F&prompt=login') },
    })
  })

  test('starts no sign-in, not even at the address it was told', async () => {
    const rig = createStepUpRig(idps)
    await rig.signIn('globex', { ago: hour })
    const { error } = (await (await rig.client.get(payout, { accept: '*/*' })).json()) as {
      error: { loginUrl: string }
    }
    const answer = await rig.client.get(baseUrl + error.loginUrl, { 'sec-purpose': 'prefetch' })
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([400, []])
  })
})

describe('somebody whom the app itself signed in', () => {
  const draft = {
    user: { id: 'u1', email: 'ana@acme.test' },
    organization: { id: 'acme', name: 'Acme' },
    connection: 'password',
  }
  const ask = async (passwordPage: string | undefined, authenticatedAt: Date | null): Promise<Response> => {
    const { auth } = createStepUpRig(idps, {}, passwordPage === undefined ? {} : { passwordPage })
    const { setCookie } = await auth.createSession({ ...draft, authenticatedAt })
    const headers = { cookie: setCookie.split(';')[0] ?? '', accept: 'text/html' }
    const guarded = await auth.guard(new Request(payout, { headers }), { recentAuth: {} })
    return guarded.kind === 'answer' ? guarded.response : new Response()
  }

  test('goes to the password page of the app', async () => {
    const answer = await ask('/password', new Date(Date.now() - hour * 1000))
    expect(answer.headers.get('location')).toBe(
      '/password?email=ana%40acme.test&return_to=%2Fpayout%3Fto%3D1&prompt=login&max_age=600',
    )
  })

  test('goes to sign-in where the app has none', async () => {
    const answer = await ask(undefined, new Date(Date.now() - hour * 1000))
    expect(answer.headers.get('location')).toBe('/auth/login?return_to=%2Fpayout%3Fto%3D1&prompt=login&max_age=600')
  })

  test('has just been checked when the session begins', async () => {
    expect((await ask('/password', null)).status).toBe(200)
  })
})

test('who lacks the role is told so, and is not checked again for nothing', async () => {
  const rig = createStepUpRig(idps, { role: 'admin', recentAuth: {} })
  await rig.signIn('globex', { ago: hour })
  expect((await rig.client.get(payout)).status).toBe(403)
})

test('a misspelt wish lets nobody pass', async () => {
  const rig = createStepUpRig(idps, { recentAuth: { maximumAge: 60 } as object })
  await rig.signIn('globex')
  await expect(rig.client.get(payout)).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
})

test('the browser sees how somebody was checked', async () => {
  const rig = createStepUpRig(idps)
  await rig.signIn('globex', { ago: 60, context: 'phr', methods: ['hwk'] })
  const answer = await rig.client.get(`${baseUrl}/auth/session`)
  expect(await answer.json()).toMatchObject({
    session: { authenticationContext: 'phr', authenticationMethods: ['hwk'], authenticatedAt: expect.any(String) },
  })
})

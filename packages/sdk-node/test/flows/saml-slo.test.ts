import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { SamlConnectionOptions } from '../../src/config/auth-options.ts'
import { memoryStore, type Store } from '../../src/index.ts'
import { signatureMethods } from '../../src/saml-idp/signature-methods.ts'
import { toSamlSessionName, toUpstreamKey } from '../../src/sessions/to-upstream-key.ts'
import { createClient } from '../../src/testing/create-client.ts'
import { findAttribute } from '../../src/xml/find-attribute.ts'
import { parseXml } from '../../src/xml/parse-xml.ts'
import { samlBudget } from '../../src/xml/xml-budget.ts'
import { md5, sha1 } from './saml-slo/refused.ts'
import { ana, baseUrl, createParties, createSloRig, sloUrl, whoIsIn } from './saml-slo/rig.ts'
import type { Parties, SloRig, SloSetting } from './saml-slo/rig.ts'

let parties: Parties
let rig: SloRig
beforeAll(async () => {
  parties = await createParties()
})
beforeEach(() => {
  rig = start()
})
const start = (setting?: SloSetting): SloRig => createSloRig(parties, setting)

const idOf = (xml: string): string => findAttribute(parseXml(xml, samlBudget), 'ID') ?? ''

describe.each(['redirect', 'post'] as const)('a LogoutRequest by %s', (binding) => {
  test('ends the session that it names, then says so, signed, with the RelayState as it came', async () => {
    const [first, second, other] = [
      await rig.signIn('s-1'),
      await rig.signIn('s-2'),
      await rig.signIn('s-1', 'lima@acme.test'),
    ]
    const message = rig.request({ binding })
    const answer = await rig.readAnswer(await rig.bring(message))
    expect(answer).toEqual({ inResponseTo: idOf(message.xml), status: 'Success', relayState: ana.relayState })
    expect([await first.isIn(), await second.isIn(), await other.isIn()]).toEqual([false, true, true])
    expect(await rig.listRevoked()).toMatchObject([
      {
        actor: { type: 'system', id: 'acme' },
        target: { type: 'connection', id: 'acme' },
        data: {
          scope: { kind: 'session-index', key: toUpstreamKey('acme', toSamlSessionName('ana@acme.test', 's-1')) },
          cause: 'idp',
        },
      },
    ])
  })

  test('that names several sessions ends those', async () => {
    const browsers = [await rig.signIn('s-1'), await rig.signIn('s-2'), await rig.signIn('s-3')]
    await rig.readAnswer(await rig.bring(rig.request({ binding, sessionIndexes: ['s-1', 's-3', 's-3'] })))
    expect(await whoIsIn(browsers)).toEqual([false, true, false])
    expect(await rig.listRevoked()).toHaveLength(2)
  })

  test('that names no session ends all of the person, and of nobody else', async () => {
    const [first, second, other] = [
      await rig.signIn('s-1'),
      await rig.signIn('s-2'),
      await rig.signIn('s-1', 'lima@acme.test'),
    ]
    await rig.readAnswer(await rig.bring(rig.request({ binding, sessionIndexes: [] })))
    expect([await first.isIn(), await second.isIn(), await other.isIn()]).toEqual([false, false, true])
  })

  test.each([['s-1'], []])('may be laid out with white space around the name', async (...sessionIndexes) => {
    const { isIn } = await rig.signIn()
    const edit = (xml: string): string => xml.replace('>ana@acme.test<', '>\n    ana@acme.test\n  <')
    await rig.readAnswer(await rig.bring(rig.request({ binding, sessionIndexes }, { edit })))
    expect(await isIn()).toBe(false)
  })

  test('of nobody who is signed in here is a success: nothing lives', async () => {
    const { isIn } = await rig.signIn()
    const answer = await rig.readAnswer(await rig.bring(rig.request({ binding, sessionIndexes: ['unknown'] })))
    expect(answer['status']).toBe('Success')
    expect(await isIn()).toBe(true)
  })

  test('lets the person sign in again', async () => {
    await rig.signIn()
    await rig.bring(rig.request({ binding }))
    const answered = Date.now()
    await vi.waitUntil(() => Date.now() > answered + 1)
    expect(await (await rig.signIn()).isIn()).toBe(true)
  })
})

test('a browser that brings the cookie of that session loses it, and keeps one of another', async () => {
  const [first, second] = [await rig.signIn('s-1'), await rig.signIn('s-2')]
  const response = await rig.bring(rig.request(), first.client)
  expect(response.headers.getSetCookie()).toEqual([expect.stringMatching(/^__Host-launchpad=;.*Max-Age=0/)])
  expect((await rig.bring(rig.request(), second.client)).headers.getSetCookie()).toEqual([])
  expect(await second.isIn()).toBe(true)
})

test('an answer goes where the identity provider wants answers, in the way it wants them', async () => {
  const elsewhere = 'https://idp.example.test/slo-done?x=1'
  rig = start({ connection: { sloUrl: parties.idp.sloUrl, sloResponseUrl: elsewhere, sloBinding: 'post' } })
  const response = await rig.bring(rig.request({ relayState: '"><script>' }))
  const html = await response.text()
  expect(response.status).toBe(200)
  expect(html).toContain(`action="${elsewhere}"`)
  expect(html).toContain('name="RelayState" value="&quot;&gt;&lt;script&gt;"')
  const xml = Buffer.from(/name="SAMLResponse" value="([^"]+)"/.exec(html)?.[1] ?? '', 'base64').toString()
  expect(findAttribute(parseXml(xml, samlBudget), 'Destination')).toBe(elsewhere)
})

test.each<[string, SloSetting['without'], Partial<SamlConnectionOptions>]>([
  ['we have no key to sign with', ['signingKey'], { singleLogout: false }],
  ['the identity provider takes no answers', ['metadata'], {}],
])('sessions end also where %s, and the person is told so here', async (_why, without = [], changes) => {
  const { entityId, ssoUrl, certificate } = parties.idp
  const byHand = { idpEntityId: entityId, ssoUrl, certificates: [certificate] }
  rig = start({ connection: { ...byHand, ...changes }, without })
  const { isIn, client } = await rig.signIn()
  const response = await rig.bring(rig.request(), client)
  expect([response.status, response.headers.get('location')]).toEqual([200, null])
  expect(response.headers.getSetCookie()).toHaveLength(1)
  expect(await isIn()).toBe(false)
  expect(rig.log).toContainEqual(expect.objectContaining({ event: 'config.warning' }))
})

describe('a store that is down', () => {
  test('is never answered with a success, and the request may come again', async () => {
    let isDown = true
    const store = memoryStore()
    const { events } = store
    const append: Store['events']['append'] = async (drafts) => {
      if (isDown && drafts.some(({ type }) => type === 'session.revoked')) throw new Error('down')
      return events.append(drafts)
    }
    rig = start({ store: { ...store, events: { ...events, append } } })
    const { isIn, client } = await rig.signIn()
    const message = rig.request()
    const answer = await rig.bring(message, client)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect((await rig.readAnswer(answer))['status']).toBe('Responder')
    expect(await isIn()).toBe(true)
    expect(rig.failures()).toEqual([expect.stringMatching(/^STORE_UNAVAILABLE/)])
    isDown = false
    expect((await rig.readAnswer(await rig.bring(message)))['status']).toBe('Success')
    expect(await isIn()).toBe(false)
    expect((await rig.bring(message)).status).toBe(400)
  })

  test.each<[string, () => Promise<never>]>([
    ['does not say any more whose sessions are over', async () => Promise.reject(new Error('down'))],
    ['takes for ever to say it', async () => new Promise<never>(() => {})],
  ])('%s: what it was told is over here all the same', async (_why, answer) => {
    let isDown = false
    const store = memoryStore()
    const { revocations } = store
    const list: typeof revocations.list = async (...asked) => (isDown ? answer() : revocations.list(...asked))
    rig = start({ store: { ...store, revocations: { ...revocations, list } } })
    const { isIn } = await rig.signIn()
    isDown = true
    expect((await rig.readAnswer(await rig.bring(rig.request())))['status']).toBe('Success')
    expect(await isIn()).toBe(false)
  })

  test('is an error where nothing can be answered', async () => {
    const store = memoryStore()
    const { replays } = store
    const claim: Store['replays']['claim'] = async (key, ...rest) => {
      if (key.startsWith('logout-request:')) throw new Error('down')
      return replays.claim(key, ...rest)
    }
    const connection = { singleLogout: false }
    rig = start({ connection, without: ['signingKey'], store: { ...store, replays: { ...replays, claim } } })
    expect((await rig.bring(rig.request())).status).toBe(503)
  })
})

test('a request that came before ends nothing a second time', async () => {
  await rig.signIn()
  for (const binding of ['redirect', 'post'] as const) {
    const message = rig.request({ binding })
    await rig.readAnswer(await rig.bring(message))
    const answered = Date.now()
    await vi.waitUntil(() => Date.now() > answered + 1)
    const { isIn } = await rig.signIn()
    expect((await rig.bring(message)).status).toBe(400)
    expect(await isIn()).toBe(true)
  }
  expect(rig.failures()).toEqual(Array(2).fill(expect.stringMatching(/^SAML_LOGOUT_INVALID: .* came before$/)))
})

test('a request for one connection is nothing to another of the same identity provider', async () => {
  const { isIn } = await rig.signIn()
  const message = rig.request()
  const moved = { ...message, url: new URL(message.url.href.replace('/acme/', '/other/')) }
  expect((await rig.bring(moved)).status).toBe(400)
  // Addressed to the other one, it is about the other one's people.
  await rig.bring(rig.request({ sloUrl: `${baseUrl}/auth/saml/other/slo` }))
  expect(await isIn()).toBe(true)
})

test.each([
  ['nothing', '', 400],
  ['a RelayState alone', '?RelayState=https://evil.example.test', 400],
])('a visit with %s leads nowhere', async (_name, query, expected) => {
  const response = await createClient(rig.auth.handler).get(sloUrl + query)
  expect([response.status, response.headers.get('location')]).toEqual([expected, null])
})

test('parameters of others count for nothing', async () => {
  const { isIn } = await rig.signIn()
  const extra = (query: string): string => `lang=en&${query}&utm=%zz&NameID=lima`
  await rig.readAnswer(await rig.bring(rig.request({}, { tamperQuery: extra })))
  expect(await isIn()).toBe(false)
})

test.each(['rsa-sha384', 'rsa-sha512'] as const)('%s is as good', async (algorithm) => {
  const { isIn } = await rig.signIn()
  await rig.readAnswer(await rig.bring(rig.request({}, { method: signatureMethods[algorithm] })))
  expect(await isIn()).toBe(false)
})

test('SHA-1 is taken only where the connection allows it', async () => {
  rig = start({ connection: { insecureAllowSha1: true } })
  const { isIn } = await rig.signIn()
  expect((await rig.bring(rig.request({}, { method: md5 }))).status).toBe(400)
  await rig.readAnswer(await rig.bring(rig.request({}, { method: sha1 })))
  expect(await isIn()).toBe(false)
})

test('a RelayState may have a kibibyte, and no more', async () => {
  for (const binding of ['redirect', 'post'] as const) {
    const answer = await rig.readAnswer(await rig.bring(rig.request({ binding, relayState: 'x'.repeat(1024) })))
    expect(answer['relayState']).toBe('x'.repeat(1024))
    expect((await rig.bring(rig.request({ binding, relayState: 'x'.repeat(1025) }))).status).toBe(400)
  }
  expect(
    (await rig.readAnswer(await rig.bring(parties.idp.requestLogout({ sloUrl, nameId: 'ana@acme.test' }))))[
      'relayState'
    ],
  ).toBeNull()
})

describe('our metadata', () => {
  const read = async (): Promise<string> =>
    (await createClient(rig.auth.handler).get(`${baseUrl}/auth/saml/acme/metadata`)).text()

  test('says where logout messages go, when we can sign answers', async () => {
    for (const binding of ['Redirect', 'POST']) {
      const name = `urn:oasis:names:tc:SAML:2.0:bindings:HTTP-${binding}`
      expect(await read()).toContain(`<md:SingleLogoutService Binding="${name}" Location="${sloUrl}"/>`)
    }
    rig = start({ connection: { singleLogout: false }, without: ['signingKey'] })
    expect(await read()).not.toContain('SingleLogoutService')
  })
})

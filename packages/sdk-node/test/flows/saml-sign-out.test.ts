import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SamlConnectionOptions } from '../../src/config/auth-options.ts'
import type { TestClient } from '../../src/testing/create-client.ts'
import type { SamlLogoutDeviation } from '../../src/testing/saml-logout-deviation.ts'
import { instant } from './saml-slo/refused.ts'
import { baseUrl, createParties, createSloRig, sloUrl } from './saml-slo/rig.ts'
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

describe('signing out here', () => {
  /** Our LogoutRequest, on its way. */
  async function signOut(client: TestClient): Promise<URL> {
    const form = new URLSearchParams({ return_to: '/bye' })
    const response = await client.post(`${baseUrl}/auth/logout`, form, { origin: baseUrl })
    expect(response.status).toBe(303)
    return new URL(response.headers.get('location') ?? '')
  }

  test('goes on to the identity provider, naming the person as it did, and comes back', async () => {
    const { client, isIn } = await rig.signIn()
    const copied = client.cookies()
    const url = await signOut(client)
    expect(url.origin + url.pathname).toBe(parties.idp.sloUrl)
    expect(parties.idp.readLogout(url)).toMatchObject({
      id: expect.stringMatching(/^logout-/),
      issuer: `${baseUrl}/auth/saml/acme/metadata`,
      destination: parties.idp.sloUrl,
      nameId: { value: 'ana@acme.test', format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' },
      sessionIndexes: ['s-1'],
      relayState: null,
    })
    // Over before anybody has answered.
    expect(await isIn()).toBe(false)
    expect(await rig.auth.getSession({ headers: { get: () => copied } })).toBeNull()
    const back = await rig.bring(parties.idp.answerLogout(url, { sloUrl }), client)
    expect([back.status, back.headers.get('location')]).toEqual([303, '/bye'])
    expect(client.cookies()).not.toContain('launchpad')
  })

  test('is answered by POST as well, from another site', async () => {
    const { client } = await rig.signIn()
    const url = await signOut(client)
    const back = await rig.bring(parties.idp.answerLogout(url, { sloUrl, binding: 'post' }), client)
    expect([back.status, back.headers.get('location')]).toEqual([303, '/bye'])
  })

  test.each([[['Responder']], [['Success', 'PartialLogout']], [[]]])(
    'ends here all the same when the answer is %j, and the developer is told',
    async (statusCodes) => {
      const { client } = await rig.signIn()
      const url = await signOut(client)
      const back = await rig.bring(parties.idp.answerLogout(url, { sloUrl }, { draft: { statusCodes } }), client)
      expect([back.status, back.headers.get('location')]).toEqual([303, '/bye'])
      expect(rig.failures()).toEqual([expect.stringMatching(/^SAML_STATUS_NOT_SUCCESS: /)])
    },
  )

  const refused: Readonly<Record<string, readonly [(parties: Parties) => SamlLogoutDeviation, string]>> = {
    'is unsigned': [() => ({ sign: false }), 'SAML_LOGOUT_INVALID: signature'],
    'another key signed': [({ stranger }) => ({ key: stranger }), 'SAML_LOGOUT_INVALID: signature: made by none'],
    'is of another issuer': [() => ({ draft: { issuer: 'urn:evil' } }), 'SAML_LOGOUT_INVALID: Issuer'],
    'is for another service provider': [
      () => ({ draft: { destination: 'urn:x' } }),
      'SAML_LOGOUT_INVALID: Destination',
    ],
    'is too old': [() => ({ draft: { issueInstant: instant(-700) } }), 'SAML_LOGOUT_INVALID: IssueInstant'],
    'answers another request': [() => ({ draft: { inResponseTo: '_other' } }), 'LOGOUT_EXPIRED: '],
    'answers none': [() => ({ draft: { inResponseTo: null } }), 'LOGOUT_EXPIRED: '],
  }
  test.each(Object.entries(refused))(
    'does not come back with an answer that %s',
    async (_name, [toDeviation, detail]) => {
      const { client } = await rig.signIn()
      const url = await signOut(client)
      for (const binding of ['redirect', 'post'] as const) {
        const back = await rig.bring(parties.idp.answerLogout(url, { sloUrl, binding }, toDeviation(parties)), client)
        expect([back.status, back.headers.get('location')]).toEqual([400, null])
        expect(rig.failures().at(-1)).toContain(detail)
      }
      // The good answer still counts.
      expect((await rig.bring(parties.idp.answerLogout(url, { sloUrl }), client)).headers.get('location')).toBe('/bye')
    },
  )

  test('comes back in the browser that left, and once', async () => {
    const { client } = await rig.signIn()
    const answer = parties.idp.answerLogout(await signOut(client), { sloUrl })
    expect((await rig.bring(answer)).status).toBe(400)
    expect((await rig.bring(answer, client)).status).toBe(303)
    expect((await rig.bring(answer, client)).status).toBe(400)
    expect(rig.failures()).toEqual(Array(2).fill(expect.stringMatching(/^LOGOUT_EXPIRED: /)))
  })

  test.each<[string, SloSetting['without'], Partial<SamlConnectionOptions>]>([
    ['the identity provider offers nothing', ['metadata'], {}],
    ['the connection does not ask for it', [], { singleLogout: false }],
  ])('ends here where %s', async (_name, without = [], changes) => {
    const { entityId, ssoUrl, certificate } = parties.idp
    const byHand = { idpEntityId: entityId, ssoUrl, certificates: [certificate] }
    rig = start({ connection: { ...byHand, ...changes }, without })
    const { client, isIn } = await rig.signIn()
    const form = new URLSearchParams({ return_to: '/bye' })
    const response = await client.post(`${baseUrl}/auth/logout`, form, { origin: baseUrl })
    expect([response.headers.get('location'), await isIn()]).toEqual(['/bye', false])
  })
})

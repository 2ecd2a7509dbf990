import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusedEither, refusedPost, refusedRedirect } from './saml-slo/refused.ts'
import { createParties, createSloRig, whoIsIn, type Parties, type SloRig } from './saml-slo/rig.ts'

let parties: Parties
let rig: SloRig
beforeAll(async () => {
  parties = await createParties()
})
beforeEach(() => {
  rig = createSloRig(parties)
})

describe.each([
  ['redirect', { ...refusedEither, ...refusedRedirect }],
  ['post', { ...refusedEither, ...refusedPost }],
] as const)('by %s nobody is signed out, and nothing is signed, for', (binding, rows) => {
  test.each(Object.entries(rows))('%s', async (_name, [toDeviation, detail]) => {
    const browsers = [await rig.signIn('s-1'), await rig.signIn('s-2'), await rig.signIn('s-1', 'lima@acme.test')]
    const response = await rig.bring(rig.request({ binding }, toDeviation(parties)))
    expect([response.status, response.headers.get('location')]).toEqual([400, null])
    expect(await response.text()).not.toMatch(/SAMLResponse|idp\.example\.test/)
    expect(rig.failures()).toEqual([expect.stringMatching(/^SAML_LOGOUT_INVALID: /)])
    expect(rig.failures()[0]).toContain(detail)
    expect(await whoIsIn(browsers)).toEqual([true, true, true])
    expect(await rig.listRevoked()).toEqual([])
  })
})

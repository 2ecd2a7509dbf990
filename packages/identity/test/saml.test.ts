import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser } from '../../../test/support/browser.ts'
import { createSamlSp, type SamlSp } from './support/create-saml-sp.ts'
import { startApp, toArrival, type TestApp } from './support/start-app.ts'
import { ana, bruno, startIdentity, type TestIdentity } from './support/start-identity.ts'

let app: TestApp
let identity: TestIdentity
let portal: SamlSp

beforeAll(async () => {
  app = await startApp()
  identity = await startIdentity({
    applications: [
      {
        id: 'portal',
        name: 'Portal',
        organizations: ['acme'],
        type: 'saml',
        saml: { entityId: `${app.url}/portal/metadata`, acsUrl: `${app.url}/portal/acs` },
      },
    ],
  })
  portal = createSamlSp(identity, app.url, 'portal')
})
afterAll(async () => {
  await identity.close()
  await app.close()
})

describe('a sign-in by SAML', () => {
  it('proves the person to the service provider (HTTP-Redirect)', async () => {
    const browser = createBrowser()
    const form = await browser.get(await portal.toLoginUrl('state-1'))
    expect(form.status).toBe(200)
    const { url, method, fields } = toArrival(await browser.submit(form, ana))
    expect([method, url, fields['RelayState']]).toEqual(['POST', '/portal/acs', 'state-1'])
    const profile = await portal.validate(fields)
    expect(profile).toMatchObject({
      issuer: `${identity.issuer}/saml/metadata`,
      nameID: 'ana@acme.test',
      nameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
      email: 'ana@acme.test',
      firstName: 'Ana',
      lastName: 'Souza',
      displayName: 'Ana Souza',
      groups: ['everyone', 'admins'],
    })
  })
})

import { SAML } from '@node-saml/node-saml'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseIdpMetadata } from '../saml/parse-idp-metadata.ts'
import { createFakeSamlIdp, type FakeSamlIdp } from './fake-saml-idp.ts'
import { createTestKey } from './create-test-key.ts'
import type { SigningKey } from '../saml-idp/sign-element.ts'

const sloUrl = 'https://app.example.test/auth/saml/acme/slo'
let idp: FakeSamlIdp
let sp: SigningKey
beforeAll(async () => {
  ;[idp, sp] = await Promise.all([createFakeSamlIdp(), createTestKey()])
})

/** An app that we did not write. */
function createApp(): SAML {
  return new SAML({
    callbackUrl: 'https://app.example.test/auth/saml/acme/acs',
    issuer: 'https://app.example.test/auth/saml/acme/metadata',
    entryPoint: idp.ssoUrl,
    logoutUrl: idp.sloUrl,
    privateKey: sp.privateKey,
    signatureAlgorithm: 'sha256',
    idpIssuer: idp.entityId,
    idpCert: idp.certificate,
  })
}

const readRedirect = async (url: URL): Promise<Readonly<Record<string, unknown>>> => {
  const query = url.search.slice(1)
  return { ...(await createApp().validateRedirectAsync(Object.fromEntries(url.searchParams), query)) }
}

describe('the single logout of the fake SAML identity provider', () => {
  test('is in its metadata', () => {
    const { slo } = parseIdpMetadata(idp.metadata, new Date('2030-01-01'))
    expect(slo.map(({ url, binding }) => [url, binding])).toEqual([
      [idp.sloUrl, 'redirect'],
      [idp.sloUrl, 'post'],
    ])
  })

  test('asks with messages that node-saml takes', async () => {
    const ask = { sloUrl, nameId: 'ana@acme.test', sessionIndexes: ['s-1'], relayState: 'r' }
    const profile = { nameID: 'ana@acme.test', sessionIndex: 's-1' }
    expect(await readRedirect(idp.requestLogout(ask).url)).toMatchObject({ loggedOut: true, profile })
    const { url, form } = idp.requestLogout({ ...ask, binding: 'post' })
    expect([url.href, form?.get('RelayState')]).toEqual([sloUrl, 'r'])
    const taken = await createApp().validatePostRequestAsync(Object.fromEntries(form ?? []))
    expect(taken).toMatchObject({ loggedOut: true, profile })
  })

  test('reads what node-saml asks, and answers as node-saml wants it', async () => {
    const person = { nameID: 'ana@acme.test', nameIDFormat: 'urn:f', sessionIndex: 's-1', issuer: '' }
    const url = await createApp().getLogoutUrlAsync(person, 'r', {})
    expect(idp.readLogout(url)).toMatchObject({
      issuer: 'https://app.example.test/auth/saml/acme/metadata',
      destination: idp.sloUrl,
      nameId: { value: 'ana@acme.test', format: 'urn:f' },
      sessionIndexes: ['s-1'],
      relayState: 'r',
    })
    expect(await readRedirect(idp.answerLogout(url, { sloUrl }).url)).toMatchObject({ loggedOut: true })
    const refused = idp.answerLogout(url, { sloUrl }, { draft: { statusCodes: ['Responder'] } })
    await expect(readRedirect(refused.url)).rejects.toThrow('Bad status code')
  })

  test('deviates where it is told to', async () => {
    const ask = { sloUrl, nameId: 'ana@acme.test' }
    await expect(readRedirect(idp.requestLogout(ask, { key: sp }).url)).rejects.toThrow('Invalid query signature')
    expect(idp.requestLogout(ask, { sign: false }).url.searchParams.has('Signature')).toBe(false)
    expect(idp.requestLogout(ask, { draft: { version: null } }).xml).not.toContain('Version')
    expect(() => idp.readLogout(idp.requestLogout(ask, { edit: () => '<x/>' }).url)).toThrow('wanted a LogoutRequest')
  })
})

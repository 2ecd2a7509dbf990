import { SAML } from '@node-saml/node-saml'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseIdpMetadata } from '../saml/parse-idp-metadata.ts'
import { createTestKey } from './create-test-key.ts'
import { createFakeSamlIdp } from './fake-saml-idp.ts'
import type { FakeSamlIdp, FakeSamlReply } from './fake-saml-idp.ts'

const acsUrl = 'https://app.example.test/auth/saml/acme/acs'
const sp = { entityId: 'https://app.example.test/auth/saml/acme/metadata', acsUrl }
const ana = {
  email: 'ana@acme.test',
  firstName: 'Ana',
  lastName: 'Lima',
  name: 'Ana Lima',
  groups: ['staff', 'admins'],
}
let idp: FakeSamlIdp
beforeAll(async () => {
  idp = await createFakeSamlIdp({ sp })
})

/** An app that we did not write. */
function createApp(): SAML {
  return new SAML({
    callbackUrl: acsUrl,
    issuer: sp.entityId,
    entryPoint: idp.ssoUrl,
    idpCert: idp.certificate,
    skipRequestCompression: false,
  })
}
const requestUrl = async (): Promise<string> => createApp().getAuthorizeUrlAsync('relay-1', undefined, {})
const read = async ({ SAMLResponse }: FakeSamlReply): Promise<Readonly<Record<string, unknown>>> => {
  const { profile } = await createApp().validatePostResponseAsync({ SAMLResponse })
  return { ...profile }
}

describe('the fake SAML identity provider', () => {
  test('publishes metadata with the key it signs with', () => {
    const metadata = parseIdpMetadata(idp.metadata, new Date('2030-01-01'))
    expect(metadata.entityId).toBe(idp.entityId)
    expect(metadata.sso[0]).toEqual({ url: idp.ssoUrl, binding: 'redirect' })
    expect(metadata.certificates[0]?.pem).toBe(idp.certificate)
  })

  test('answers a redirect as the person, with a response that node-saml takes', async () => {
    const reply = await idp.respond(await requestUrl(), ana)
    expect(reply).toMatchObject({ acsUrl, RelayState: 'relay-1' })
    expect(Object.fromEntries(reply.form)).toEqual({ SAMLResponse: reply.SAMLResponse, RelayState: 'relay-1' })
    expect(await read(reply)).toMatchObject({
      nameID: 'ana@acme.test',
      attributes: {
        email: 'ana@acme.test',
        firstName: 'Ana',
        lastName: 'Lima',
        displayName: 'Ana Lima',
        groups: ['staff', 'admins'],
      },
    })
  })

  test('takes the request in every form it can have', async () => {
    const url = new URL(await requestUrl())
    const id = (await read(await idp.respond(url, ana)))['inResponseTo']
    expect((await read(await idp.respond({ kind: 'redirect', url }, ana)))['inResponseTo']).toBe(id)

    const xml = `<p:AuthnRequest xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="id-2" Version="2.0" IssueInstant="2030-01-01T00:00:00Z"
      AssertionConsumerServiceURL="${acsUrl}"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${sp.entityId}</Issuer></p:AuthnRequest>`
    const fields = { SAMLRequest: Buffer.from(xml).toString('base64'), RelayState: 'r' }
    for (const request of [fields, { kind: 'form-post', url, fields } as const]) {
      const reply = await idp.respond(request, ana)
      expect(reply.RelayState).toBe('r')
      expect((await read(reply))['inResponseTo']).toBe('id-2')
    }
  })

  test('sends other attributes, or another NameID, for a person who has them', async () => {
    const person = { email: 'ana@acme.test', nameId: 'u-1', attributes: { email: [], userId: ['7'] } }
    const profile = await read(await idp.respond(await requestUrl(), person))
    expect(profile).toMatchObject({ nameID: 'u-1', attributes: { userId: '7' } })
    expect(profile['attributes']).not.toHaveProperty('email')
  })

  test('launches without being asked', async () => {
    const reply = await idp.launch(ana)
    expect(reply).toMatchObject({ acsUrl, RelayState: null })
    expect(reply.form.has('RelayState')).toBe(false)
    expect(reply.xml).not.toContain('InResponseTo')
    expect(await read(reply)).toMatchObject({ nameID: 'ana@acme.test' })
  })

  test('says what it lacks to launch', async () => {
    const { privateKey, certificate } = idp
    const bare = await createFakeSamlIdp({ key: { privateKey, certificate } })
    await expect(bare.launch(ana)).rejects.toThrow('wanted createFakeSamlIdp({ sp }), got no sp')
  })

  test('refuses to sign anybody in', async () => {
    const reply = idp.refuse(await requestUrl(), 'AuthnFailed')
    expect(reply).toMatchObject({ acsUrl, RelayState: 'relay-1' })
    await expect(read(reply)).rejects.toThrow('AuthnFailed')
  })

  test('lives at the time it is given', async () => {
    const { privateKey, certificate } = idp
    const now = (): Date => new Date('2030-01-01T00:00:00Z')
    const future = await createFakeSamlIdp({ sp, key: { privateKey, certificate }, now })
    expect((await future.launch(ana)).xml).toContain('IssueInstant="2030-01-01T00:00:00.000Z"')
  })
})

describe('a deviation', () => {
  test('changes one value and keeps the signatures good', async () => {
    const request = await requestUrl()
    const sessionNotOnOrAfter = '2030-01-01T00:00:00Z'
    const reply = await idp.respond(request, ana, { authnStatement: { sessionNotOnOrAfter } })
    expect(reply.xml).toContain('SessionNotOnOrAfter="2030-01-01T00:00:00Z"')
    expect(await read(reply)).toMatchObject({ nameID: 'ana@acme.test' })
  })

  test('takes parts away', async () => {
    const { xml } = await idp.respond(await requestUrl(), ana, {
      response: { issuer: null, destination: null, statusCodes: [] },
      assertion: { subject: null, conditions: null, authnStatement: null, attributes: {} },
      sign: 'assertion',
    })
    for (const gone of ['Destination', 'Status', 'Subject', 'Conditions', 'AuthnStatement', 'AttributeStatement']) {
      expect(xml).not.toContain(`:${gone}`)
    }
  })

  test('puts hands on the text at each step', async () => {
    const sp1 = await createTestKey()
    const steps: string[] = []
    const note =
      (step: string) =>
      (text: string): string => {
        const seen = [/<ds:Signature/, /CipherValue/, /samlp:Response/].filter((part) => part.test(text))
        steps.push([step, ...seen.map(({ source }) => source)].join(' '))
        return text
      }
    await idp.respond(await requestUrl(), ana, {
      encrypt: { certificate: sp1.certificate },
      editAssertion: note('editAssertion'),
      tamperAssertion: note('tamperAssertion'),
      editResponse: note('editResponse'),
      tamper: note('tamper'),
    })
    expect(steps).toEqual([
      'editAssertion',
      'tamperAssertion <ds:Signature',
      'editResponse CipherValue samlp:Response',
      'tamper <ds:Signature CipherValue samlp:Response',
    ])
  })

  test('signs with another key, another algorithm, or not at all', async () => {
    const other = await createTestKey()
    await expect(read(await idp.respond(await requestUrl(), ana, { key: other }))).rejects.toThrow('signature')
    await expect(read(await idp.respond(await requestUrl(), ana, { sign: 'none' }))).rejects.toThrow('signature')
  })

  test('changes the RelayState and the form field', async () => {
    const request = await requestUrl()
    expect((await idp.respond(request, ana, { relayState: 'x' })).form.get('RelayState')).toBe('x')
    expect((await idp.respond(request, ana, { relayState: null })).form.has('RelayState')).toBe(false)
    expect((await idp.respond(request, ana, { tamperField: () => '!' })).SAMLResponse).toBe('!')
  })
})

import { generateKeyPairSync, verify, X509Certificate } from 'node:crypto'
import { inspect } from 'node:util'
import { SAML } from '@node-saml/node-saml'
import { beforeAll, describe, expect, test } from 'vitest'
import { createTestKey } from '../testing/create-test-key.ts'
import { parseXml } from '../xml/parse-xml.ts'
import { samlBudget } from '../xml/xml-budget.ts'
import { createCertificate } from './create-certificate.ts'
import { encodeResponse } from './encode-response.ts'
import type { IssueResponseOptions } from './issue-response-options.ts'
import { issueResponse } from './issue-response.ts'
import type { SigningKey } from './sign-element.ts'

const idpEntityId = 'https://idp.example.test'
const sp = { entityId: 'https://app.example.test/metadata', acsUrl: 'https://app.example.test/acs?x=1&y=2' }
let idpKey: SigningKey
let spKey: SigningKey
beforeAll(async () => {
  ;[idpKey, spKey] = await Promise.all([createTestKey(), createTestKey()])
})

function options(changes: Partial<IssueResponseOptions> = {}): IssueResponseOptions {
  const now = new Date()
  return {
    idp: { entityId: idpEntityId, ...idpKey },
    sp,
    inResponseTo: 'login-1',
    subject: { nameId: 'ana@acme.test', format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' },
    attributes: { email: ['ana@acme.test'], groups: ['staff', 'admins'], phone: [] },
    authenticatedAt: new Date(now.getTime() - 60_000),
    sessionIndex: 'session-1',
    now,
    ...changes,
  }
}

/** What a service provider that we did not write reads out of it. */
async function readByNodeSaml(
  xml: string,
  wants: { readonly response: boolean; readonly assertion: boolean },
): Promise<Readonly<Record<string, unknown>>> {
  const saml = new SAML({
    callbackUrl: sp.acsUrl,
    issuer: sp.entityId,
    idpCert: idpKey.certificate,
    wantAuthnResponseSigned: wants.response,
    wantAssertionsSigned: wants.assertion,
    decryptionPvk: spKey.privateKey,
  })
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: encodeResponse(xml) })
  return { ...profile }
}

describe('issueResponse, read by node-saml', () => {
  const encryptions = [undefined, 'aes256-gcm', 'aes128-gcm', 'aes256-cbc', 'aes128-cbc'] as const
  for (const sign of ['assertion', 'response', 'both'] as const) {
    for (const encryption of encryptions) {
      test(`is valid with signature on ${sign}, encryption ${encryption ?? 'none'}`, async () => {
        const recipient = encryption ? { ...sp, encryptionCertificate: spKey.certificate } : sp
        const xml = await issueResponse(options({ sign, sp: recipient, ...(encryption && { encryption }) }))
        expect(xml.includes('ana@acme.test')).toBe(encryption === undefined)
        const profile = await readByNodeSaml(xml, { response: sign !== 'assertion', assertion: sign !== 'response' })
        expect(profile).toMatchObject({
          nameID: 'ana@acme.test',
          issuer: idpEntityId,
          inResponseTo: 'login-1',
          sessionIndex: 'session-1',
          attributes: { email: 'ana@acme.test', groups: ['staff', 'admins'] },
        })
      })
    }
  }

  test('carries any text through signatures unchanged', async () => {
    const strange = `<"Ana" & 'Bia'>]]>\r\n\tÇãß 日本 😀 é`
    const xml = await issueResponse(options({ attributes: { strange: [strange], [`<&"'>`]: ['x'] } }))
    const profile = await readByNodeSaml(xml, { response: true, assertion: true })
    expect(profile['attributes']).toEqual({ strange, [`<&"'>`]: 'x' })
  })

  test('carries a thousand groups', async () => {
    const groups = Array.from({ length: 1000 }, (_, index) => `group ${index}`)
    const profile = await readByNodeSaml(await issueResponse(options({ sign: 'assertion', attributes: { groups } })), {
      response: false,
      assertion: true,
    })
    expect(profile['attributes']).toEqual({ groups })
  })

  test('is refused after a changed byte in the assertion', async () => {
    const xml = (await issueResponse(options())).replace('>staff<', '>stafF<')
    await expect(readByNodeSaml(xml, { response: true, assertion: true })).rejects.toThrow('signature')
  })
})

describe('issueResponse', () => {
  test('puts each signature right after its Issuer', async () => {
    const root = parseXml(await issueResponse(options()), samlBudget)
    expect(root.children.map(({ name }) => name)).toEqual(['Issuer', 'Signature', 'Status', 'Assertion'])
    expect(root.children[3]?.children.map(({ name }) => name)).toEqual([
      'Issuer',
      'Signature',
      'Subject',
      'Conditions',
      'AuthnStatement',
      'AttributeStatement',
    ])
  })

  test('says where it goes, what it answers and how long it is good', async () => {
    const now = new Date('2030-01-01T12:00:00Z')
    const sessionNotOnOrAfter = new Date('2030-01-01T20:00:00Z')
    const xml = await issueResponse(options({ now, sessionNotOnOrAfter, lifetimeSeconds: 120 }))
    expect(xml).toContain('Destination="https://app.example.test/acs?x=1&amp;y=2" InResponseTo="login-1"')
    expect(xml).toContain(
      '<saml:SubjectConfirmationData NotOnOrAfter="2030-01-01T12:02:00.000Z"' +
        ' Recipient="https://app.example.test/acs?x=1&amp;y=2" InResponseTo="login-1"/>',
    )
    expect(xml).toContain(
      '<saml:Conditions NotBefore="2030-01-01T11:59:00.000Z" NotOnOrAfter="2030-01-01T12:02:00.000Z">',
    )
    expect(xml).toContain('SessionNotOnOrAfter="2030-01-01T20:00:00.000Z"')
  })

  test('leaves out what there is nothing to say about', async () => {
    const xml = await issueResponse(options({ inResponseTo: null, attributes: { phone: [] } }))
    expect(xml).not.toContain('InResponseTo')
    expect(xml).not.toContain('AttributeStatement')
    expect(xml).not.toContain('SessionNotOnOrAfter')
  })

  test('never uses an ID twice', async () => {
    const ids = [...(await issueResponse(options())).matchAll(/ ID="(_[0-9a-f]{32})"/g)].map((match) => match[1])
    const more = [...(await issueResponse(options())).matchAll(/ ID="(_[0-9a-f]{32})"/g)].map((match) => match[1])
    expect(new Set([...ids, ...more]).size).toBe(4)
  })

  test('signs with an elliptic key as RFC 9231 writes it', async () => {
    const privateKey = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString()
    const dates = { notBefore: new Date('2020-01-01'), notAfter: new Date('2060-01-01') }
    const certificate = createCertificate({ privateKey, commonName: 'ec', ...dates })
    const xml = await issueResponse(
      options({ sign: 'assertion', idp: { entityId: idpEntityId, privateKey, certificate } }),
    )
    expect(xml).toContain('Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"')
    const signedInfo = /<ds:SignedInfo>.*<\/ds:SignedInfo>/.exec(xml)?.[0] ?? ''
    const canonical = signedInfo
      .replace('<ds:SignedInfo>', '<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">')
      .replace(/<(ds:\w+)([^>]*)\/>/g, '<$1$2></$1>')
    const value = Buffer.from(/<ds:SignatureValue>([^<]*)</.exec(xml)?.[1] ?? '', 'base64')
    const key = { key: new X509Certificate(certificate).publicKey, dsaEncoding: 'ieee-p1363' } as const
    expect(verify('sha256', Buffer.from(canonical), key, value)).toBe(true)
  })

  test('refuses an algorithm that the key cannot do', async () => {
    await expect(issueResponse(options({ signatureAlgorithm: 'ecdsa-sha256' }))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      detail: 'signatureAlgorithm ecdsa-sha256: wanted an ec key, got rsa',
    })
  })

  test('refuses a key that cannot be read, without telling it', async () => {
    const idp = { entityId: idpEntityId, ...idpKey, privateKey: 'my secret' }
    const error: unknown = await issueResponse(options({ idp })).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'CONFIG_INVALID', detail: expect.stringContaining('wanted a PEM private key') })
    expect(inspect(error, { depth: 5 })).not.toContain('my secret')
  })

  test('refuses an encryption certificate that cannot be read', async () => {
    const recipient = { ...sp, encryptionCertificate: 'x' }
    await expect(issueResponse(options({ sp: recipient }))).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
  })

  test('refuses to encrypt for nobody', async () => {
    await expect(issueResponse(options({ encryption: 'aes256-gcm' }))).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
  })

  test('refuses to vouch for a blank name', async () => {
    const subject = { nameId: ' \t', format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' }
    await expect(issueResponse(options({ subject }))).rejects.toMatchObject({ code: 'CONFIG_INVALID' })
  })

  test('refuses characters that XML cannot carry', async () => {
    await expect(issueResponse(options({ attributes: { name: ['Ana\u0000'] } }))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    })
  })
})

import { generateKeyPairSync } from 'node:crypto'
import { SAML } from '@node-saml/node-saml'
import { beforeAll, describe, expect, test } from 'vitest'
import { encryptXml } from '../../test/support/encrypt-xml.ts'
import { createConnection, idpEntityId, now, refusal, spEntityId } from '../../test/support/saml-trial.ts'
import type { SamlConnection } from '../model/connection.ts'
import type { SamlNameId } from '../model/session-secrets.ts'
import type { Handoff } from '../ports/protocol.ts'
import { createCertificate } from '../saml-idp/create-certificate.ts'
import type { SigningKey } from '../saml-idp/sign-element.ts'
import { signatureMethods } from '../saml-idp/signature-methods.ts'
import { createTestKey } from '../testing/create-test-key.ts'
import { createFakeSamlLogout, type FakeSamlLogout } from '../testing/fake-saml-logout.ts'
import type { SamlLogoutDeviation } from '../testing/saml-logout-deviation.ts'
import type { FakeSamlMessage } from '../testing/seal-logout.ts'
import { createLogoutRequest } from './logout-request.ts'
import { createLogoutResponse } from './logout-response.ts'
import type { IncomingLogout, LogoutMessage, ReadLogout } from './logout-message.ts'
import { readLogout } from './read-logout.ts'

const sloUrl = 'https://app.example.test/auth/saml/acme/slo'
const idpSlo = { url: 'https://idp.acme.test/slo?x=1', responseUrl: 'https://idp.acme.test/slo-done' } as const
const saml = 'urn:oasis:names:tc:SAML:2.0:assertion'
const nameId: SamlNameId = {
  value: 'ana <&> "x"',
  format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  nameQualifier: 'https://idp.acme.test/saml',
  spNameQualifier: 'https://app.example.test/auth/saml/acme/metadata',
}
let idp: SigningKey
let sp: SigningKey
let fake: FakeSamlLogout
beforeAll(async () => {
  ;[idp, sp] = await Promise.all([createTestKey(), createTestKey()])
  fake = createFakeSamlLogout({ entityId: idpEntityId, ...idp }, () => now)
})

const toIncoming = ({ url, form }: Pick<FakeSamlMessage, 'url' | 'form'>): IncomingLogout =>
  form === null ? { binding: 'redirect', query: url.search } : { binding: 'post', form }
const read = (
  message: Pick<FakeSamlMessage, 'url' | 'form'>,
  changes: Partial<SamlConnection> = {},
  at = now,
): Promise<ReadLogout> =>
  readLogout({ connection: createConnection(idp, changes), incoming: toIncoming(message), sloUrl: new URL(sloUrl) }, at)
const bindings = ['redirect', 'post'] as const
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000)

describe('a logout message of the identity provider', () => {
  test.each(bindings)('says who is signed out, by %s', async (binding) => {
    const logout = { sloUrl, binding, nameId, sessionIndexes: ['a', 'b'], relayState: 'r&s' }
    expect(await read(fake.requestLogout(logout, { edit: (xml) => xml.replace('>a<', '>\n  a <') }))).toEqual({
      message: {
        kind: 'request',
        id: expect.stringMatching(/^_/),
        version: '2.0',
        issueInstant: now,
        issuer: { value: idpEntityId, format: null },
        destination: sloUrl,
        notOnOrAfter: later(300),
        nameId,
        sessionIndexes: ['a', 'b'],
      },
      relayState: 'r&s',
      until: later(360),
    })
  })

  test('is remembered no longer than it is taken', async () => {
    const ask = { sloUrl, nameId }
    const endless = fake.requestLogout(ask, { draft: { notOnOrAfter: null } })
    const long = fake.requestLogout(ask, { draft: { notOnOrAfter: later(9999).toISOString() } })
    for (const message of [endless, long]) {
      const { until } = await read(message)
      expect(until).toEqual(later(660))
      await read(message, {}, until)
      expect((await refusal(read(message, {}, new Date(until.getTime() + 1)))).detail).toContain('IssueInstant')
    }
    const short = fake.requestLogout(ask)
    expect((await refusal(read(short, {}, (await read(short)).until))).detail).toContain('NotOnOrAfter')
  })

  test.each(bindings)('may encrypt the name, by %s', async (binding) => {
    const edit = (xml: string): string =>
      xml.replace(/<saml:NameID.*<\/saml:NameID>/, (plain) => {
        const content = encryptXml(plain, { certificate: sp.certificate })
        return `<saml:EncryptedID xmlns:saml="${saml}">${content}</saml:EncryptedID>`
      })
    const message = fake.requestLogout({ sloUrl, binding, nameId }, { edit })
    expect(message.xml).not.toContain('persistent')
    expect((await read(message, { decryptionKeys: [sp] })).message).toMatchObject({ nameId })
    expect((await refusal(read(message))).code).toBe('SAML_LOGOUT_INVALID')
  })

  test('may encrypt nothing but a name', async () => {
    const edit = (xml: string): string =>
      xml.replace(/<saml:NameID.*<\/saml:NameID>/, () => {
        const content = encryptXml(`<saml:Issuer xmlns:saml="${saml}">ana</saml:Issuer>`, {
          certificate: sp.certificate,
        })
        return `<saml:EncryptedID xmlns:saml="${saml}">${content}</saml:EncryptedID>`
      })
    const message = fake.requestLogout({ sloUrl, nameId }, { edit })
    expect((await refusal(read(message, { decryptionKeys: [sp] }))).detail).toContain('not the one NameID')
  })

  test('may be signed with ECDSA in the query', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const dates = { notBefore: new Date('2020-01-01'), notAfter: new Date('2060-01-01') }
    const key = { privateKey: pem, certificate: createCertificate({ privateKey: pem, commonName: 'ec', ...dates }) }
    const message = fake.requestLogout({ sloUrl, nameId }, { key, method: signatureMethods['ecdsa-sha256'] })
    const { certificates } = createConnection(key)
    expect((await read(message, { certificates })).message).toMatchObject({ nameId })
    expect((await refusal(read(message))).code).toBe('SAML_LOGOUT_INVALID')
  })

  test('may be signed in the query and in the message', async () => {
    const signed = fake.requestLogout({ sloUrl, nameId, binding: 'post' }).xml
    const message = fake.requestLogout({ sloUrl, nameId }, { edit: () => signed })
    expect((await read(message)).message).toMatchObject({ nameId })
  })

  test('may come under the key of a rollover', async () => {
    const next = await createTestKey()
    const { certificates } = createConnection(idp)
    const both = [...certificates, ...createConnection(next).certificates]
    for (const binding of bindings) {
      const message = fake.requestLogout({ sloUrl, nameId, binding }, { key: next })
      expect((await read(message, { certificates: both })).message).toMatchObject({ nameId })
    }
  })

  test('is refused where the connection has no certificate', async () => {
    for (const binding of bindings) {
      const message = fake.requestLogout({ sloUrl, nameId, binding })
      expect((await refusal(read(message, { certificates: [] }))).code).toBe('SAML_LOGOUT_INVALID')
    }
  })
})

describe('wrapping by POST', () => {
  const signaturePattern = /<ds:Signature .*<\/ds:Signature>/s
  const unsigned = (xml: string): string => xml.replace(signaturePattern, '')
  const evil = (xml: string): string => xml.replaceAll('ana ', 'bruno ')
  const places: Readonly<Record<string, (envelope: string, hidden: string) => string>> = {
    'in front of the issuer': (envelope, hidden) => envelope.replace(/(<samlp:LogoutRequest [^>]*>)/, `$1${hidden}`),
    'in the issuer': (envelope, hidden) => envelope.replace('</saml:Issuer>', `${hidden}</saml:Issuer>`),
    'in extensions': (envelope, hidden) =>
      envelope.replace('<saml:NameID', `<samlp:Extensions>${hidden}</samlp:Extensions><saml:NameID`),
    'in a foreign element in extensions': (envelope, hidden) =>
      envelope.replace('<saml:NameID', `<samlp:Extensions><x:y xmlns:x="urn:x">${hidden}</x:y></samlp:Extensions>$&`),
    'in the name': (envelope, hidden) => envelope.replace('</saml:NameID>', `${hidden}</saml:NameID>`),
    'in the SessionIndex': (envelope, hidden) => envelope.replace('</samlp:SessionIndex>', `${hidden}$&`),
    'at the end': (envelope, hidden) => envelope.replace(/<\/samlp:LogoutRequest>$/, `${hidden}$&`),
    'in the signature': (envelope, hidden) => envelope.replace('</ds:Signature>', `${hidden}</ds:Signature>`),
    'in an object': (envelope, hidden) =>
      envelope.replace('</ds:Signature>', `<ds:Object>${hidden}</ds:Object></ds:Signature>`),
    'in KeyInfo': (envelope, hidden) => envelope.replace('</ds:KeyInfo>', `${hidden}</ds:KeyInfo>`),
    'in SignedInfo': (envelope, hidden) => envelope.replace('</ds:SignedInfo>', `${hidden}</ds:SignedInfo>`),
  }
  const ask = { sloUrl, binding: 'post', nameId, sessionIndexes: ['s'] } as const

  test.each(Object.entries(places))('%s signs nobody else out', async (_place, put) => {
    const genuine = fake.requestLogout(ask).xml
    const ids = [(xml: string) => xml, (xml: string) => xml.replace(/ ID="[^"]*"/, ' ID="_evil"')]
    const forged = ids.flatMap((withId) => [
      put(withId(evil(genuine)), genuine),
      put(withId(evil(genuine)), unsigned(genuine)),
      put(withId(evil(unsigned(genuine))), genuine),
      put(genuine, withId(evil(genuine))),
      put(genuine, withId(evil(unsigned(genuine)))),
    ])
    const placed = forged.filter((xml) => xml.includes('ana ') && xml.includes('bruno '))
    expect(placed.length).toBeGreaterThan(forged.length / 2)
    for (const xml of placed) {
      const form = new URLSearchParams({ SAMLRequest: Buffer.from(xml).toString('base64') })
      expect((await refusal(read({ url: new URL(sloUrl), form }))).code).toBe('SAML_LOGOUT_INVALID')
    }
  })

  test('what was signed as something else is no logout', async () => {
    const response = fake.answerLogout(
      { SAMLRequest: toField(fake.requestLogout(ask).xml) },
      { sloUrl, binding: 'post' },
    )
    const form = new URLSearchParams({ SAMLRequest: response.form?.get('SAMLResponse') ?? '' })
    expect((await refusal(read({ url: new URL(sloUrl), form }))).detail).toContain('wanted samlp:LogoutRequest')
  })

  test.each<[string, (form: URLSearchParams) => unknown]>([
    ['no message', (form) => form.delete('SAMLRequest')],
    ['two messages', (form) => form.append('SAMLRequest', form.get('SAMLRequest') ?? '')],
    ['a request and a response', (form) => form.append('SAMLResponse', form.get('SAMLRequest') ?? '')],
    ['two RelayStates', (form) => [form.append('RelayState', 'a'), form.append('RelayState', 'b')]],
    ['a space instead of a plus', (form) => form.set('SAMLRequest', ` ${form.get('SAMLRequest')}`)],
    ['more than 64 KiB', (form) => form.set('SAMLRequest', Buffer.alloc(70_000, 'x').toString('base64'))],
    ['more than anybody decodes', (form) => form.set('SAMLRequest', 'A'.repeat(100_000))],
    ['what is not UTF-8', (form) => form.set('SAMLRequest', Buffer.from([0xff, 0xfe]).toString('base64'))],
  ])('a form with %s is refused', async (_name, change) => {
    const { url, form } = fake.requestLogout(ask)
    if (form !== null) change(form)
    expect((await refusal(read({ url, form }))).code).toBe('SAML_LOGOUT_INVALID')
  })
})

const toField = (xml: string): string => Buffer.from(xml).toString('base64')

describe('node-saml', () => {
  const nodeSaml = (own: SigningKey, theirs: SigningKey, issuer: string, idpIssuer: string): SAML =>
    new SAML({
      callbackUrl: 'https://unused.example.test',
      issuer,
      idpIssuer,
      entryPoint: idpSlo.url,
      logoutUrl: sloUrl,
      privateKey: own.privateKey,
      idpCert: theirs.certificate,
      signatureAlgorithm: 'sha256',
      digestAlgorithm: 'sha256',
      // Its clock cannot be set.
      acceptedClockSkewMs: -1,
    })
  const person = { nameID: 'ana@acme.test', nameIDFormat: 'urn:f', sessionIndex: 's-1', issuer: '', ID: '_r' }

  test('asks us, and we understand', async () => {
    const theirs = nodeSaml(idp, sp, idpEntityId, spEntityId)
    const url = new URL(await theirs.getLogoutUrlAsync(person, "it's+b/c", {}))
    const { message, relayState } = await read({ url, form: null }, {}, new Date())
    expect(message).toMatchObject({
      kind: 'request',
      nameId: { value: 'ana@acme.test', format: 'urn:f' },
      sessionIndexes: ['s-1'],
    })
    expect(relayState).toBe("it's+b/c")
  })

  test('answers us, and we understand', async () => {
    const theirs = nodeSaml(idp, sp, idpEntityId, spEntityId)
    for (const success of [true, false]) {
      const url = new URL(await theirs.getLogoutResponseUrlAsync({ ...person, ID: 'logout-1' }, '', {}, success))
      const { message } = await read({ url, form: null }, {}, new Date())
      expect(message).toMatchObject({ kind: 'response', inResponseTo: 'logout-1' })
      expect((message as Extract<LogoutMessage, { kind: 'response' }>).status.codes[0]).toMatch(
        success ? /:Success$/ : /:Requester$/,
      )
    }
  })

  const connection = (binding: 'redirect' | 'post'): SamlConnection =>
    createConnection(idp, { signingKey: sp, slo: { ...idpSlo, binding } })
  const secrets = { idToken: null, nameId, sessionIndex: 's "1"', tokens: null, roles: null, upstream: null }
  const byNodeSaml = async (handoff: Handoff | null): Promise<Readonly<Record<string, unknown>>> => {
    const theirs = nodeSaml(idp, sp, idpEntityId, spEntityId)
    if (handoff?.kind === 'form-post') return { ...(await theirs.validatePostRequestAsync({ ...handoff.fields })) }
    const query = handoff?.url.search.slice(1) ?? ''
    return { ...(await theirs.validateRedirectAsync(Object.fromEntries(new URLSearchParams(query)), query)) }
  }

  test.each(bindings)('takes what we ask, by %s', async (binding) => {
    const returnUrl = new URL(sloUrl)
    const ask = { connection: connection(binding), logoutId: 'logout-1', returnUrl, secrets }
    const handoff = await createLogoutRequest(ask, now)
    expect(await byNodeSaml(handoff)).toMatchObject({
      loggedOut: true,
      profile: {
        ID: 'logout-1',
        issuer: spEntityId,
        nameID: nameId.value,
        nameIDFormat: nameId.format,
        sessionIndex: 's "1"',
      },
    })
    const request = handoff?.kind === 'form-post' ? { SAMLRequest: handoff.fields['SAMLRequest'] ?? '' } : handoff
    expect(request && fake.readLogout(request)).toMatchObject({ nameId, destination: idpSlo.url })
  })

  test('takes what we answer', async () => {
    const handoff = await createLogoutResponse(
      { connection: connection('redirect'), inResponseTo: '_r', status: 'Success', relayState: 'a b&c' },
      now,
    )
    expect(handoff?.url.origin + (handoff?.url.pathname ?? '')).toBe(idpSlo.responseUrl)
    expect(await byNodeSaml(handoff)).toMatchObject({ loggedOut: true })
    const tampered = new URL(handoff?.url.href.replace('RelayState=a', 'RelayState=b') ?? '')
    await expect(byNodeSaml({ kind: 'redirect', url: tampered })).rejects.toThrow('Invalid query signature')
  })

  test.each<[string, Partial<SamlConnection>, Partial<typeof secrets> | null]>([
    ['the identity provider offers none', { slo: null }, {}],
    ['we have no key to sign with', { signingKey: null }, {}],
    ['nothing is known of the session', {}, null],
    ['it was not issued a name', {}, { nameId: null as never }],
  ])('is asked nothing when %s', async (_why, changes, known) => {
    const ask = { connection: { ...connection('redirect'), ...changes }, logoutId: 'l', returnUrl: new URL(sloUrl) }
    expect(await createLogoutRequest({ ...ask, secrets: known && { ...secrets, ...known } }, now)).toBeNull()
  })
})

test('what a hostile identity provider sends costs no more than a message', async () => {
  const deviations: readonly SamlLogoutDeviation[] = [
    {
      edit: (xml) =>
        xml.replace('<samlp:SessionIndex>', `${'<samlp:SessionIndex>x</samlp:SessionIndex>'.repeat(64)}$&`),
    },
    { edit: (xml) => xml.replace('<saml:NameID', `${'<x>'.repeat(50)}${'</x>'.repeat(50)}$&`) },
  ]
  for (const deviation of deviations) {
    const message = fake.requestLogout({ sloUrl, nameId, sessionIndexes: ['s'] }, deviation)
    expect((await refusal(read(message))).detail).toContain('XML: ')
  }
})

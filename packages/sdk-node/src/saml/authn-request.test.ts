import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { createConnection } from '../../test/support/saml-trial.ts'
import type { SamlConnection } from '../model/connection.ts'
import type { Ask, Handoff } from '../ports/protocol.ts'
import type { AuthnRequest, AuthnRequestMessage } from '../saml-idp/authn-request.ts'
import { parseAuthnRequest } from '../saml-idp/parse-authn-request.ts'
import type { SigningKey } from '../saml-idp/sign-element.ts'
import { verifyAuthnRequestSignature } from '../saml-idp/verify-authn-request-signature.ts'
import { createTestKey } from '../testing/create-test-key.ts'
import { createAuthnRequest } from './authn-request.ts'

let idp: SigningKey
let sp: SigningKey
beforeAll(async () => {
  ;[idp, sp] = await Promise.all([createTestKey(), createTestKey()])
})

const now = new Date('2030-01-01T12:00:00.000Z')
const replyTo = new URL('https://app.example.test/auth/saml/acme/acs?tenant=a&x=%20')
const sso = { url: 'https://idp.acme.test/sso?tenant=a%20b&x=1', binding: 'redirect' } as const
const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'

function start(changes: Partial<SamlConnection> = {}, ask: Partial<Ask<SamlConnection>> = {}): Promise<Handoff> {
  const connection = createConnection(idp, { sso, ...changes })
  return createAuthnRequest(
    { connection, loginId: 'login-1', replyTo, loginHint: null, forceAuthn: false, wish: null, ...ask },
    now,
  )
}

function toMessage(handoff: Handoff): AuthnRequestMessage {
  return handoff.kind === 'redirect'
    ? { binding: 'redirect', query: handoff.url.search }
    : { binding: 'post', form: new URLSearchParams(handoff.fields) }
}
const read = (handoff: Handoff): AuthnRequest => parseAuthnRequest(toMessage(handoff))

for (const binding of ['redirect', 'post'] as const) {
  describe(`createAuthnRequest with the ${binding} binding`, () => {
    const here = { sso: { ...sso, binding } }

    test('says who asks, whom, when, under which id and where the answer goes', async () => {
      expect(read(await start(here))).toEqual({
        id: 'login-1',
        issuer: 'https://app.example.test/auth/saml/acme/metadata',
        issuedAt: now,
        destination: sso.url,
        acsUrl: replyTo.href,
        acsIndex: null,
        responseBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
        nameIdFormat: null,
        subject: null,
        forceAuthn: false,
        isPassive: false,
        authnContext: [],
        relayState: 'login-1',
        isSigned: false,
      })
    })

    test('goes to the sign-on URL with its own parameters kept', async () => {
      const handoff = await start(here)
      expect(handoff.kind).toBe(binding === 'redirect' ? 'redirect' : 'form-post')
      expect(`${handoff.url.origin}${handoff.url.pathname}`).toBe('https://idp.acme.test/sso')
      expect([handoff.url.searchParams.get('tenant'), handoff.url.searchParams.get('x')]).toEqual(['a b', '1'])
      if (handoff.kind === 'form-post') expect(Object.keys(handoff.fields)).toEqual(['SAMLRequest', 'RelayState'])
    })

    test('asks for what the connection wants', async () => {
      const authnContext = { classRefs: ['urn:one', 'urn:two'], comparison: 'minimum' } as const
      const handoff = await start({ ...here, nameIdFormat: persistent, forceAuthn: true, authnContext })
      expect(read(handoff)).toMatchObject({
        nameIdFormat: persistent,
        forceAuthn: true,
        authnContext: ['urn:one', 'urn:two'],
      })
    })

    test('asks for a context of the organization instead of the connection', async () => {
      const wish = { maximumAgeSeconds: 60, contexts: ['phr', 'urn:gold', 'urn:two'], methods: ['mfa'] }
      const own = (comparison: 'exact' | 'minimum') => ({
        authnContext: { classRefs: ['urn:one', 'urn:two'], comparison },
      })
      expect(read(await start(here, { wish })).authnContext).toEqual(['urn:gold', 'urn:two'])
      expect(read(await start({ ...here, ...own('minimum') }, { wish })).authnContext).toEqual(['urn:gold', 'urn:two'])
      expect(read(await start({ ...here, ...own('exact') }, { wish })).authnContext).toEqual(['urn:two'])
      const none = { ...wish, contexts: ['phr'] }
      expect(read(await start({ ...here, ...own('exact') }, { wish: none }))).toMatchObject({
        authnContext: ['urn:one', 'urn:two'],
        forceAuthn: false,
      })
    })

    test('asks to check the person again when this login wants it', async () => {
      expect(read(await start(here, { forceAuthn: true })).forceAuthn).toBe(true)
    })

    test('is signed with SHA-256 when the connection has a key', async () => {
      const signed = await start({ ...here, signingKey: sp })
      const proven = verifyAuthnRequestSignature(toMessage(signed), [sp.certificate])
      expect(proven).toMatchObject({ id: 'login-1', issuedAt: now, relayState: 'login-1', isSigned: true })
    })

    test('takes a key with blank lines around it', async () => {
      const signingKey = { ...sp, privateKey: `\n\n${sp.privateKey}\n\n` }
      const signed = await start({ ...here, signingKey })
      expect(verifyAuthnRequestSignature(toMessage(signed), [sp.certificate]).id).toBe('login-1')
    })

    test('refuses a key that is not RSA', async () => {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
      const signingKey = { privateKey: pem, certificate: sp.certificate }
      await expect(start({ ...here, signingKey })).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
        detail: 'signingKey: wanted an RSA key, got ec',
      })
    })
  })
}

describe('the e-mail address a person typed', () => {
  const hint = async (loginHintParameter: string | null, loginHint: string | null): Promise<string | null> =>
    (await start({ loginHintParameter }, { loginHint })).url.searchParams.get('login_hint')

  test('goes along where the identity provider has a parameter for it', async () => {
    expect(await hint('login_hint', 'ana+x@acme.test')).toBe('ana+x@acme.test')
    expect(await hint('login_hint', null)).toBeNull()
  })

  test('goes to nobody else', async () => {
    expect(await hint(null, 'ana@acme.test')).toBeNull()
  })

  test('leaves the signature good', async () => {
    const signed = await start({ loginHintParameter: 'login_hint', signingKey: sp }, { loginHint: 'ana@acme.test' })
    expect(verifyAuthnRequestSignature(toMessage(signed), [sp.certificate]).id).toBe('login-1')
  })
})

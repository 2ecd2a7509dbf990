import { expect, test } from 'vitest'
import type { AuthOptions } from './auth-options.ts'
import { parseOptions } from './parse-options.ts'
import type { SamlReaders } from './saml-readers.ts'

const readers: SamlReaders = {
  parseIdpMetadata: () => ({
    entityId: 'https://idp.acme.test',
    sso: [{ url: 'https://idp.acme.test/sso', binding: 'redirect' }],
    certificates: [{} as never],
  }),
  toIdpCertificate: () => ({}) as never,
}
const good: AuthOptions = { baseUrl: 'https://app.example.test', secrets: ['test-secret-'.repeat(4)] }
const acme = {
  id: 'acme',
  type: 'oidc',
  organization: { id: 'acme', name: 'Acme' },
  domains: ['acme.test'],
  issuer: 'https://idp.acme.test',
  clientId: 'app',
} as const
const problemsOf = (options: Partial<Record<keyof AuthOptions, unknown>>): string => {
  try {
    parseOptions({ ...good, ...options } as AuthOptions, readers)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

test('fills in the defaults', () => {
  const config = parseOptions(good, readers)
  expect(config).toMatchObject({
    basePath: '/auth',
    https: true,
    productName: 'app.example.test',
    defaultConnectionId: null,
    session: { idleSeconds: 86_400, absoluteSeconds: 604_800, cookieName: '__Host-launchpad' },
  })
})
test('takes http on loopback only, without the cookie prefix that needs https', () => {
  expect(parseOptions({ ...good, baseUrl: 'http://localhost:3000' }, readers).session.cookieName).toBe('launchpad-3000')
  expect(problemsOf({ baseUrl: 'http://app.example.test' })).toContain('baseUrl must be https')
})
test('reports every problem at once', () => {
  const text = problemsOf({
    baseUrl: 'app',
    basePath: 'auth',
    secrets: ['short'],
    session: { idleSeconds: 1 },
    connections: [
      { ...acme, id: 'Acme_1', issuer: 'http://idp.acme.test', domains: ['not a domain'], clockSkewSeconds: 999 },
    ],
  })
  for (const part of [
    'baseUrl must be',
    'basePath must',
    'secrets[0] must have at least 32 characters (has 5)',
    'idleSeconds',
    "id must be lower-case letters, digits and hyphens, is 'Acme_1'",
    'issuer must be https',
    "'not a domain'",
    'clockSkewSeconds',
  ])
    expect(text).toContain(part)
})
test('names no secret in a problem', () => {
  expect(problemsOf({ secrets: ['hunter2'] })).not.toContain('hunter2')
})
test.each([
  [{ secrets: [] }, 'secrets must hold'],
  [{ baseUrl: 'https://app.example.test/app' }, 'origin without a path'],
  [{ connections: [{ ...acme, domains: [] }] }, 'needs domains'],
  [{ connections: [acme, acme] }, "connection id 'acme' is used twice"],
  [
    { connections: [acme, { ...acme, id: 'other', organization: { id: 'globex', name: 'Globex' } }] },
    "domain 'acme.test' belongs to 'acme' and to 'globex'",
  ],
  [{ connections: [{ ...acme, clientSecret: 'a', clientAuthentication: { method: 'none' } }] }, 'give one'],
  [
    { connections: [{ ...acme, clientAuthentication: { method: 'private_key_jwt', privateKey: 'x' } }] },
    'needs privateKey, PEM',
  ],
  [{ connections: [{ ...acme, scopes: ['email'] }] }, "scopes must include 'openid'"],
  [{ connections: [{ ...acme, type: 'saml' }] }, 'needs metadata'],
  [
    { connections: [{ ...acme, type: 'saml', metadata: '<x/>', signingKey: { privateKey: 'x', certificate: 'y' } }] },
    'signingKey must hold',
  ],
  [{ connections: [{ ...acme, preset: 'nobody' }] }, "preset 'nobody' is unknown"],
  [{ identityService: { issuer: 'nowhere' } }, 'identityService issuer must be a URL'],
])('refuses %j', (options, problem) => {
  expect(problemsOf(options)).toContain(problem)
})
test('normalizes domains', () => {
  const [source] = parseOptions(
    { ...good, connections: [{ ...acme, domains: ['ACME.test', 'Bücher.example', 'acme.test'] }] },
    readers,
  ).connections
  expect(source).toMatchObject({ connection: { domains: ['acme.test', 'xn--bcher-kva.example'] } })
})
test('makes the identity service the default connection, known there by our origin', () => {
  const config = parseOptions(
    { ...good, identityService: { issuer: 'https://id.example.test', clientSecret: 's' } },
    readers,
  )
  expect(config.defaultConnectionId).toBe('identity')
  expect(config.connections).toMatchObject([
    {
      connection: {
        id: 'identity',
        clientId: 'https://app.example.test',
        anyDomain: true,
        organizationFromClaims: true,
      },
    },
  ])
})
test('builds a SAML connection from metadata, with our entity ID at our metadata URL', () => {
  const { issuer: _, clientId: __, ...common } = acme
  const [source] = parseOptions(
    { ...good, connections: [{ ...common, type: 'saml', metadata: '<x/>' }] },
    readers,
  ).connections
  expect(source).toMatchObject({
    connection: {
      idpEntityId: 'https://idp.acme.test',
      sso: { binding: 'redirect' },
      spEntityId: 'https://app.example.test/auth/saml/acme/metadata',
      unsolicited: 'convert',
      clockSkewSeconds: 60,
      insecureAllowSha1: false,
    },
  })
})

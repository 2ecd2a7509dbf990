import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { AuthError } from '../model/auth-error.ts'
import type { AuthOptions } from './auth-options.ts'
import { createCertificate } from '../saml-idp/create-certificate.ts'
import { memoryStore } from '../stores/memory-store.ts'
import { parseOptions } from './parse-options.ts'
import type { SamlReaders } from './saml-readers.ts'

const readers: SamlReaders = {
  parseIdpMetadata: () => ({
    entityId: 'https://idp.acme.test',
    sso: [{ url: 'https://idp.acme.test/sso', binding: 'redirect' }],
    slo: [],
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
const graph = { tenantId: '11111111-2222-3333-4444-555555555555', clientId: 'graph', clientSecret: 's' }
const problemsOf = (options: Readonly<Record<string, unknown>>): string => {
  try {
    parseOptions({ ...good, ...options }, readers)
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
    onSignIn: null,
    dns: { servers: [], timeoutMs: 5000 },
    maxDomainsInMemory: 1_000_000,
    session: { idleSeconds: 86_400, absoluteSeconds: 604_800, cookieName: '__Host-launchpad' },
  })
})
test('knows where people may go after signing out, and where signals come from', () => {
  const forwardTo = ['https://portal.example.test', 'http://localhost:8080/bye']
  expect(parseOptions({ ...good, logout: { forwardTo } }, readers).logout.forwardTo.map(String)).toEqual([
    'https://portal.example.test/',
    'http://localhost:8080/bye',
  ])
  const signals = { issuer: 'https://idp.acme.test', accessToken: 'test-token' }
  const [source] = parseOptions({ ...good, connections: [{ ...acme, signals }] }, readers).connections
  expect(source).toMatchObject({
    connection: {
      singleLogout: false,
      redirectLogoutUrl: null,
      signals: { ...signals, audience: 'https://app.example.test/auth/signals/acme', jwksUri: null, pollUrl: null },
    },
  })
})
test.each([
  [{ logout: { forwardTo: ['http://portal.example.test'] } }, 'logout.forwardTo must be an https URL'],
  [{ logout: { forward: [] } }, "logout does not know the option 'forward'"],
  [{ connections: [{ ...acme, redirectLogoutUrl: 'javascript:alert(1)' }] }, 'redirectLogoutUrl must be an https URL'],
  [{ connections: [{ ...acme, signals: {} }] }, 'signals needs issuer'],
  [{ connections: [{ ...acme, signals: 'https://idp.acme.test' }] }, 'signals must be an object'],
  [{ connections: [{ ...acme, signals: { issuer: 'x' } }] }, 'signals issuer must be an https URL'],
  [
    { connections: [{ ...acme, signals: { issuer: 'https://idp.acme.test', pollUrl: 'ftp://idp.acme.test' } }] },
    'signals pollUrl must be an https URL',
  ],
])('refuses %j', (options, problem) => {
  expect(problemsOf(options)).toContain(problem)
})
test('takes http on loopback only, without the cookie prefix that needs https', () => {
  expect(parseOptions({ ...good, baseUrl: 'http://localhost:3000' }, readers).session.cookieName).toBe('launchpad-3000')
  expect(problemsOf({ baseUrl: 'http://app.example.test' })).toContain('baseUrl must be https')
})
test.each([
  'https://*',
  'https://*.test',
  'https://*.test.',
  'https://a.*.test',
  'https://a.b.*',
  'https://**.a.example.test',
])('takes no pattern that other people could match: %s', (pattern) => {
  expect(problemsOf({ baseUrl: ['https://app.example.test', pattern] })).toContain("may hold one '*' in a label")
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
  [{ baseUrl: [] }, 'baseUrl must begin with the main origin'],
  [{ baseUrl: ['https://*.preview.example.test'] }, 'baseUrl must begin with the main origin'],
  [{ baseUrl: ['https://app.example.test', 'http://other.example.test'] }, 'baseUrl[1] must be https'],
  [{ baseUrl: ['https://app.example.test', 'https://b.example.test/x'] }, 'baseUrl[1] must be an origin'],
  [{ baseUrl: ['https://app.example.test', 5] }, "baseUrl[1] must be an absolute URL, is '5'"],
  [{ baseUrl: ['https://localhost', 'http://localhost'] }, "baseUrl[1] names the host 'localhost' a second time"],
  [{ baseUrl: (): string => 'https://app.example.test' }, 'allowedBaseUrls must list'],
  [{ baseUrl: () => '', allowedBaseUrls: ['https://*.a.example.test'] }, "must hold an origin without '*'"],
  [{ baseUrl: () => '', allowedBaseUrls: ['http://a.example.test'] }, 'allowedBaseUrls[0] must be https'],
  [{ allowedBaseUrls: ['https://a.example.test'] }, 'allowedBaseUrls belongs to a baseUrl that is a function'],
  [{ signInPage: 'sign-in' }, "signInPage must be a path such as '/sign-in'"],
  [{ signInPage: 'https://evil.test/sign-in' }, 'signInPage must be a path'],
  [{ signInPage: '//evil.test' }, 'signInPage must be a path'],
  [{ signInPage: '/\\evil.test' }, 'signInPage must be a path'],
  [{ signInPage: '/sign-in?x=1' }, 'signInPage must be a path'],
  [{ signInPage: '/sign-in/' }, 'signInPage must be a path'],
  [{ signInPage: '/a/../auth' }, 'signInPage must be a path'],
  [{ passwordPage: '/%70assword' }, 'passwordPage must be a path'],
  [{ passwordPage: '/auth/password' }, "passwordPage must not lie under basePath ('/auth')"],
  [{ signInPage: '/auth' }, 'signInPage must not lie under basePath'],
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
  [{ connections: [{ ...acme, preset: 'nobody' }] }, "'google' or 'keycloak' or 'custom', is 'nobody'"],
  [{ identityService: { issuer: 'nowhere' } }, 'identityService issuer must be a URL'],
  [{ identityService: {} }, 'identityService needs issuer'],
  [{ connections: [{ ...acme, id: undefined }] }, "id must be lower-case letters, digits and hyphens, is 'undefined'"],
  [{ connections: [{ ...acme, clientAuthentication: {} }] }, 'clientAuthentication needs method'],
  [
    { connections: [{ ...acme, provisioning: { mode: 'scim' } }] },
    "provisioning mode 'scim' needs a connection in the store",
  ],
  [
    { connections: [{ ...acme, groupOverage: { ...graph, tenantId: 'organizations' } }] },
    'groupOverage tenantId must be the id',
  ],
  [
    { connections: [{ ...acme, groupOverage: { ...graph, tenantId: '../x' } }] },
    'groupOverage tenantId must be the id',
  ],
  [{ connections: [{ ...acme, groupOverage: { ...graph, clientId: '' } }] }, 'groupOverage needs clientId'],
  [
    { connections: [{ ...acme, groupOverage: { ...graph, clientSecret: undefined } }] },
    'groupOverage needs clientSecret',
  ],
  [{ connections: [{ ...acme, groupOverage: null }] }, "groupOverage must be 'refuse' or an object"],
  [
    { dns: { servers: ['192.0.2.1', 'ns.acme.test'] } },
    "dns.servers[1] must be an IP address, with or without a port, is 'ns.",
  ],
  [{ dns: { servers: ['192.0.2.1:0'] } }, 'dns.servers[0] must be an IP address'],
  [{ dns: { servers: ['192.0.2.1:65536'] } }, 'dns.servers[0] must be an IP address'],
  [{ dns: { servers: ['[192.0.2.1]:53'] } }, 'dns.servers[0] must be an IP address'],
  [{ dns: { timeoutMs: 99 } }, 'dns.timeoutMs must be a whole number from 100 to 60000, is 99'],
  [{ dns: { timeoutMs: 60_001 } }, 'dns.timeoutMs must be a whole number'],
  [{ dns: { timeoutMs: '5000' } }, 'dns.timeoutMs must be a whole number'],
  [{ maxDomainsInMemory: -1 }, 'maxDomainsInMemory must be a whole number of at least 0, is -1'],
  [{ maxDomainsInMemory: 1.5 }, 'maxDomainsInMemory must be a whole number'],
])('refuses %j', (options, problem) => {
  expect(problemsOf(options)).toContain(problem)
})
const saml = { id: 'acme', type: 'saml', organization: acme.organization, domains: acme.domains, metadata: '<x/>' }
test.each([
  [{ connectons: [] }, "createAuth does not know the option 'connectons'"],
  [{ session: { idleSecond: 5 } }, "session does not know the option 'idleSecond'"],
  [{ identityService: { issuer: 'https://id.test', par: 'auto' } }, "identityService does not know the option 'par'"],
  [{ connections: [{ ...acme, ssoUrl: 'https://x.test' }] }, "connections[0] does not know the option 'ssoUrl'"],
  [{ connections: [{ ...acme, organization: { id: 'a', nam: 'A' } }] }, "organization does not know the option 'nam'"],
  [{ connections: [{ ...acme, attributes: { mail: ['m'] } }] }, "attributes does not know the option 'mail'"],
  [{ connections: [{ ...acme, attributes: { email: 'm' } }] }, 'attributes email must be a list of strings'],
  [{ connections: [{ ...acme, par: 'allways' }] }, "connections[0] par must be 'auto' or 'always', is 'allways'"],
  [{ connections: [{ ...acme, status: 'of' }] }, "status must be 'active' or 'inactive', is 'of'"],
  [
    { connections: [{ ...acme, clientAuthentication: { method: 'client_secret_jwt' } }] },
    'clientAuthentication method',
  ],
  [{ connections: [{ ...acme, domains: 'acme.test' }] }, 'domains must be a list of strings'],
  [{ connections: [{ ...acme, insecureAllowAnyDomain: 'no' }] }, 'insecureAllowAnyDomain must be true or false'],
  [{ connections: [{ ...saml, unsolicited: 'acept' }] }, "unsolicited must be 'convert' or 'accept' or 'reject'"],
  [{ connections: [{ ...saml, ssoBinding: 'artifact' }] }, "ssoBinding must be 'redirect' or 'post', is 'artifact'"],
  [{ connections: [{ ...saml, authnContext: { comparison: 'most' } }] }, 'authnContext comparison must be'],
  [{ connections: [{ ...saml, preset: 'nobody' }] }, "is 'nobody'"],
  [{ connections: [{ ...saml, decryptionKeys: [null] }] }, 'decryptionKeys[0] must be an object'],
  [{ connections: [null] }, 'connections[0] must be an object'],
  [{ connections: {} }, 'connections must be a list'],
  [{ store: {} }, 'store.logins must have the methods put, take'],
  [{ store: 'memory' }, 'store must be an object'],
  [{ store: { logins: { put: 1, take: 1 } } }, 'store.logins must have the methods put, take'],
  [{ log: 5 }, 'log must be a function'],
  [{ onSignIn: {} }, 'onSignIn must be a function'],
  [{ dns: 'here' }, 'dns must be an object'],
  [{ dns: { server: [] } }, "dns does not know the option 'server'"],
  [
    { connections: [{ ...acme, provisioning: { matchBy: 'mail' } }] },
    "provisioning matchBy must be 'email' or 'username'",
  ],
  [
    { connections: [{ ...acme, provisioning: { caseSensitive: 1 } }] },
    'provisioning caseSensitive must be true or false',
  ],
  [{ connections: [{ ...acme, provisioning: { key: 'x' } }] }, "provisioning does not know the option 'key'"],
  [
    { connections: [{ ...acme, groupOverage: { ...graph, secret: 'x' } }] },
    "groupOverage does not know the option 'secret'",
  ],
  [{ now: 3 }, 'now must be a function'],
  [{ fetch: 1 }, 'fetch must be a function'],
])('refuses the unknown in %j', (options, problem) => {
  expect(problemsOf(options)).toContain(problem)
})
test.each([[undefined], [null], ['https://app.example.test'], [[]]])('refuses %j as options', (options) => {
  expect(() => parseOptions(options as never, readers)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
})
test('tells no value of a wrong kind, which may be a secret in the wrong place', () => {
  const text = problemsOf({
    session: { cookieName: ['hunter2'] },
    connections: [{ ...acme, clientSecret: ['hunter2'] }],
  })
  expect(text).toContain('clientSecret must be a string')
  expect(text).not.toContain('hunter2')
})
test('fetches metadata over http from loopback only', () => {
  const { metadata: _, ...common } = saml
  const from = (metadataUrl: string): string => problemsOf({ connections: [{ ...common, metadataUrl }] })
  expect(from('http://idp.acme.test/metadata')).toContain('metadataUrl must be https (http only on loopback)')
  expect(from('http://127.0.0.1:8080/metadata')).toBe('')
  expect(from('https://idp.acme.test/metadata')).toBe('')
})
test('takes name servers by address, with or without a port', () => {
  const servers = ['192.0.2.1', '192.0.2.1:5353', '2001:db8::1', '[2001:db8::1]:53']
  expect(parseOptions({ ...good, dns: { servers } }, readers).dns).toEqual({ servers, timeoutMs: 5000 })
})
test('lets people in as the connection says, by default at first sight and by their address', () => {
  const policyOf = (more: object): unknown => {
    const [source] = parseOptions({ ...good, connections: [{ ...acme, ...more }] }, readers).connections
    return source?.kind === 'ready' ? [source.connection.provisioning, source.connection.groupOverage] : source
  }
  expect(policyOf({})).toEqual([{ mode: 'jit', matchBy: 'email', caseSensitive: false }, 'refuse'])
  expect(policyOf({ provisioning: { mode: 'pre-provisioned', matchBy: 'nameid' }, groupOverage: graph })).toEqual([
    { mode: 'pre-provisioned', matchBy: 'nameid', caseSensitive: false },
    graph,
  ])
})
test('wants every method of a store, and lets it say that it cannot notify', () => {
  const store = memoryStore()
  expect(problemsOf({ store: { ...store, changes: { ...store.changes, listen: null } } })).toBe('')
  expect(problemsOf({ store: { ...store, changes: { ...store.changes, list: null } } })).toContain(
    'store.changes must have the methods list',
  )
  expect(problemsOf({ store: { ...store, users: { ...store.users, move: undefined } } })).toContain(
    'store.users must have the methods move',
  )
})
test('offers an identity service no option it does not have', () => {
  const text = problemsOf({ identityService: { issuer: 'http://id.example.test' } })
  expect(text).toContain('identityService issuer must be https (http only on loopback), is')
})
test('names the option that cannot be read', () => {
  const fail = (detail: string): never => {
    throw new AuthError('SAML_METADATA_INVALID', detail)
  }
  const strict: SamlReaders = {
    parseIdpMetadata: () => fail('wanted XML'),
    toIdpCertificate: (text) => (text === 'good' ? ({} as never) : fail('wanted PEM')),
  }
  const connections = [{ ...saml, certificates: ['good', 'bad'] }] as never
  expect(() => parseOptions({ ...good, connections }, strict)).toThrow(
    'connections[0] certificates[1]: wanted PEM; connections[0] metadata: wanted XML',
  )
})
test('says of an unknown type nothing else', () => {
  const text = problemsOf({ connections: [{ type: 'ldap', url: 'x' }] })
  expect(text).toMatch(/^(?:CONFIG_INVALID: )?connections\[0\] type must be 'saml' or 'oidc', is 'ldap'$/)
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
test('refuses a key so large that each signature stops the others', () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 4608,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const years = { notBefore: new Date('2020-01-01'), notAfter: new Date('2060-01-01') }
  const certificate = createCertificate({ privateKey, commonName: 'Only for tests', ...years })
  const signed = { ...acme, type: 'saml', metadata: '<x/>', signingKey: { privateKey, certificate } }
  expect(problemsOf({ connections: [signed] })).toContain('signingKey must have at most 4096 bits, has 4608')
})

import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser } from '../../../test/support/browser.ts'
import { createIdentityService, type IdentityOptions, type IdentityService } from '../src/index.ts'
import { createDefaultSeed } from '../src/config/default-seed.ts'
import { startServer } from './support/start-server.ts'
import { startIdentity, type TestIdentity } from './support/start-identity.ts'

let identity: TestIdentity
beforeAll(async () => {
  identity = await startIdentity()
})
afterAll(() => identity.close())

describe('WebFinger', () => {
  const ask = (query: string) => fetch(`${identity.issuer}/.well-known/webfinger?${query}`)
  const relation = 'http://openid.net/specs/connect/1.0/issuer'

  it.each(['acct:ana@acme.test%2Fx', 'acct:ana@acme.test?x', 'acct:ana@%61cme.test'])(
    'knows nothing of %s',
    async (resource) => {
      expect((await ask(new URLSearchParams({ resource, rel: relation }).toString())).status).toBeGreaterThanOrEqual(
        400,
      )
    },
  )

  it.each(['acct:ana@acme.test', 'acct:nobody@ACME.test', 'mailto:ana@acme.example.test'])(
    'leads %s to the issuer, whether the person exists or not',
    async (resource) => {
      const response = await ask(new URLSearchParams({ resource, rel: relation }).toString())
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('application/jrd+json')
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
      expect(await response.json()).toEqual({ subject: resource, links: [{ rel: relation, href: identity.issuer }] })
    },
  )

  it('answers for the relations that were asked for', async () => {
    const other = await ask('resource=acct:ana%40acme.test&rel=http%3A%2F%2Fexample.test%2Frel')
    expect(((await other.json()) as { links: unknown[] }).links).toEqual([])
    const both = await ask(`resource=acct:ana%40acme.test&rel=x&rel=${encodeURIComponent(relation)}`)
    expect(((await both.json()) as { links: unknown[] }).links).toHaveLength(1)
  })

  it.each([
    ['an unknown domain', 'resource=acct:ana%40other.test', 404],
    ['a name that only ends like a domain', 'resource=acct:ana%40evilacme.test', 404],
    ['something that is no address', 'resource=https%3A%2F%2Facme.test%2F', 404],
    ['no resource', 'rel=x', 400],
    ['two resources', 'resource=acct:a%40acme.test&resource=acct:b%40acme.test', 400],
  ])('refuses %s', async (_, query, status) => {
    expect((await ask(query)).status).toBe(status)
  })
})

describe('the service', () => {
  it('says that it is there', async () => {
    expect(await (await fetch(`${identity.issuer}/health`)).json()).toEqual({ status: 'ok' })
  })

  it('answers a HEAD like a GET, without the body', async () => {
    const response = await fetch(`${identity.issuer}/login`, { method: 'HEAD' })
    expect([response.status, await response.text()]).toEqual([200, ''])
  })

  it('answers in JSON who asks for no page', async () => {
    const response = await fetch(`${identity.issuer}/nothing`)
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ error: 'ROUTE_NOT_FOUND' })
  })

  it.each([
    ['PUT', '/login'],
    ['POST', '/'],
  ])('refuses %s %s', async (method, path) => {
    expect((await fetch(`${identity.issuer}${path}`, { method })).status).toBe(405)
  })

  it('sends nobody to another host, however the address is written', async () => {
    for (const path of ['//evil.test/', '/\\evil.test', '/login/..//evil.test', '/%2F%2Fevil.test']) {
      const response = await fetch(`${identity.issuer}${path}`, { redirect: 'manual' })
      expect(response.headers.get('location') ?? '').not.toContain('evil')
    }
  })

  it('prints nothing of the defaults that oidc-provider warns about', async () => {
    const printed: unknown[] = []
    const { warn, info } = console
    Object.assign(console, {
      warn: (...words: unknown[]) => printed.push(words),
      info: (...words: unknown[]) => printed.push(words),
    })
    await (await startIdentity(createDefaultSeed('http://localhost:3000'))).close()
    Object.assign(console, { warn, info })
    expect(printed).toEqual([])
  })

  it('marks its cookies Secure and writes https addresses behind a proxy that ends TLS', async () => {
    const service = await createIdentityService({
      ...createDefaultSeed('http://localhost:3000'),
      issuer: 'https://id.example.test',
    })
    const server = await startServer(service.handler)
    const at = `http://127.0.0.1:${server.port}`
    const login = await fetch(`${at}/login`)
    expect(login.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-[^;]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
    ])
    const discovery = (await (await fetch(`${at}/.well-known/openid-configuration`)).json()) as Record<string, unknown>
    expect(discovery['token_endpoint']).toBe('https://id.example.test/oidc/token')
    const query = new URLSearchParams({
      client_id: 'http://localhost:3000',
      redirect_uri: 'http://localhost:3000/auth/oidc/identity/callback',
      response_type: 'code',
      scope: 'openid',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    })
    const authorize = await fetch(`${at}/oidc/authorize?${query.toString()}`, { redirect: 'manual' })
    expect(authorize.headers.get('location')).toMatch(/^(https:\/\/id\.example\.test)?\/interaction\//)
    const cookies = authorize.headers.getSetCookie()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) expect(cookie).toMatch(/^__(Host|Secure)-.*; secure; httponly/i)
    await server.close()
    await service.close()
  })

  it('stands behind middleware that has read the body already', async () => {
    let service: IdentityService | null = null
    const app = express().use(express.urlencoded())
    const server = await startServer(app.use((request, response) => service?.handler(request, response)))
    const issuer = `http://127.0.0.1:${server.port}`
    service = await createIdentityService({ ...createDefaultSeed('http://localhost:3000'), issuer })
    const browser = createBrowser()
    const page = await browser.submit(await browser.get(issuer), { username: 'ana', password: 'ana-demo-1' })
    expect(page.body).toContain('Hello, Ana')
    await server.close()
  })
})

describe('the options', () => {
  const problems = async (options: unknown): Promise<string> => {
    try {
      await createIdentityService(options as IdentityOptions)
      return ''
    } catch (error) {
      expect(error).toMatchObject({ name: 'IdentityError', code: 'CONFIG_INVALID' })
      return (error as { detail: string }).detail
    }
  }

  it('are checked at once, and every problem is named with its place', async () => {
    const detail = await problems({
      issuer: 'http://id.example.test/path',
      secrets: ['short'],
      organizations: [
        { id: 'acme', name: 'Acme', domains: ['acme.test'] },
        { id: 'acme', name: '', domains: ['acme.test', 'no domain'] },
      ],
      users: [
        { username: 'ana', email: 'ana@acme.test', name: 'Ana', password: 'x', organization: 'nowhere' },
        { username: 'ANA', email: 'nothing', name: 'Ana', pasword: 'hunter2', organization: 'acme' },
      ],
      applications: [
        { id: 'Bad_Id', name: 'x', type: 'saml', saml: { entityId: 'x', acsUrl: 'javascript:alert(1)' } },
        { id: 'a', name: 'x', type: 'oidc', organizations: ['nowhere'], oidc: { clientId: 'x', redirectUris: [] } },
        { id: 'a', name: 'x', type: 'ldap' },
        {
          id: 'b',
          name: 'x',
          type: 'oidc',
          oidc: { clientId: 'x', redirectUris: ['https://x.test/cb'], tokenEndpointAuthMethod: 'private_key_jwt' },
        },
      ],
    })
    expect(detail.split('; ')).toEqual([
      "organizations[1].id 'acme' is used twice",
      "organizations[1].domains must hold names such as 'acme.test', holds 'no domain'",
      "organizations[1].domains 'acme.test' belongs to 'acme' already",
      'organizations[1].name must be a text, is empty',
      "issuer must be an origin without a path, is 'http://id.example.test/path'",
      "issuer must be https (http only on loopback), is 'http://id.example.test/path'",
      'secrets must have 32 characters each, one has 5',
      'users[1].pasword is not a setting (there are username, email, name, password, organization, groups, id, firstName, lastName)',
      "users[0].organization must be the id of an organization, is 'nowhere'",
      "users[1].email must be an e-mail address, is 'nothing'",
      "users[1].username 'ana' is used twice",
      expect.stringContaining('users[1].id') as string,
      'users[1].password is missing',
      "applications[0].id must be lower-case letters, digits and hyphens, is 'Bad_Id'",
      "applications[0].saml.acsUrl must be an http or https URL, is 'javascript:alert(1)'",
      "applications[1].organizations names 'nowhere', and there is no such organization",
      'applications[1].oidc.redirectUris must hold one address at least',
      'applications[2].id is used twice',
      "applications[2].type must be 'saml' or 'oidc', is 'ldap'",
      'applications[3].oidc.jwks is missing, and private_key_jwt needs it',
      'applications[3].oidc.clientId is used twice',
    ])
    expect(detail).not.toContain('hunter2')
  })

  it('are refused when an application is no valid client', async () => {
    const seed = createDefaultSeed('http://localhost:3000')
    const detail = await problems({
      ...seed,
      issuer: 'http://localhost:4000',
      applications: [
        { id: 'a', name: 'A', type: 'oidc', oidc: { clientId: 'a', redirectUris: ['https://a.test/#part'] } },
      ],
    })
    expect(detail).toContain("application 'a'")
  })
})

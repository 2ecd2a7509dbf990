import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  Provider,
  type Adapter,
  type AdapterFactory,
  type AdapterPayload,
  type ClientMetadata,
  type Configuration,
  type JWK,
} from 'oidc-provider'

/** Someone with a password at the provider. */
export interface Person {
  readonly username: string
  readonly password: string
  readonly claims: Readonly<Record<string, unknown>>
}

export interface OidcProvider {
  readonly issuer: string
  /** Authorization requests that came by way of a pushed request, and those that did not. */
  readonly seen: { pushed: number; direct: number }
  readonly register: (client: ClientMetadata) => void
  readonly stop: () => Promise<void>
}

/**
 * Starts npm `oidc-provider` on loopback: PKCE and pushed authorization requests required, claims from userinfo only.
 */
export async function startOidcProvider(people: readonly Person[]): Promise<OidcProvider> {
  const clients = new Map<string, ClientMetadata>()
  const seen = { pushed: 0, direct: 0 }
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, configure(people, createAdapter(clients)))
  const answer = provider.callback()
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', issuer)
    if (url.pathname === '/auth') seen[url.searchParams.has('request_uri') ? 'pushed' : 'direct'] += 1
    if (!url.pathname.startsWith('/interaction/')) return void answer(request, response)
    void interact(provider, people, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  const stop = async (): Promise<void> => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  const register = (client: ClientMetadata): void => void clients.set(client.client_id, client)
  return { issuer, seen, register, stop }
}

function configure(people: readonly Person[], adapter: AdapterFactory): Configuration {
  return {
    adapter,
    jwks: { keys: [createSigningKey()] },
    cookies: {
      keys: ['only for this test'],
      names: { session: 'op_session', interaction: 'op_interaction', resume: 'op_resume' },
    },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'given_name', 'family_name'] },
    pkce: { required: () => true },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      rpInitiatedLogout: {
        enabled: true,
        // Its own page has the buttons beside the form, where our browser does not look.
        logoutSource: (context, form) => {
          context.body = form.replace('</form>', '<button name="logout" value="yes">Sign out</button></form>')
        },
      },
      backchannelLogout: { enabled: true },
    },
    // By its dispatcher it tells no app on loopback anything.
    fetch: (input, init) => {
      const { dispatcher: _, ...wanted } = { ...init } as RequestInit & { readonly dispatcher?: unknown }
      return fetch(input, wanted)
    },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => {
      const person = people.find(({ username }) => username === id)
      return person && { accountId: id, claims: () => ({ sub: id, ...person.claims }) }
    },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  }
}

function createSigningKey(): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), kid: 'op-1', alg: 'RS256', use: 'sig' }
}

/** Keeps everything in maps; clients come from ours. */
function createAdapter(clients: ReadonlyMap<string, ClientMetadata>): AdapterFactory {
  return (name: string): Adapter => {
    const entries = new Map<string, AdapterPayload>()
    const findBy = async (test: (payload: AdapterPayload) => boolean) => [...entries.values()].find(test)
    return {
      upsert: async (id, payload) => void entries.set(id, payload),
      find: async (id) => (name === 'Client' ? clients.get(id) : entries.get(id)),
      findByUid: (uid) => findBy((payload) => payload.uid === uid),
      findByUserCode: (code) => findBy((payload) => payload.userCode === code),
      consume: async (id) => {
        const payload = entries.get(id)
        if (payload !== undefined) payload['consumed'] = Math.floor(Date.now() / 1000)
      },
      destroy: async (id) => void entries.delete(id),
      revokeByGrantId: async (grantId) => {
        for (const [id, payload] of entries) if (payload.grantId === grantId) entries.delete(id)
      },
    }
  }
}

/** The provider's login form, and what happens when it is sent. */
async function interact(
  provider: Provider,
  people: readonly Person[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(
      '<form method="post"><input name="username"><input name="password" type="password"><button>Sign in</button></form>',
    )
    return
  }
  let body = ''
  for await (const chunk of request.setEncoding('utf8')) body += chunk
  const form = new URLSearchParams(body)
  const person = people.find(({ username }) => username === form.get('username'))
  const result =
    person !== undefined && person.password === form.get('password')
      ? { login: { accountId: person.username } }
      : { error: 'access_denied', error_description: 'wrong password' }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}

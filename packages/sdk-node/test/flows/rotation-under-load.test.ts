import { setImmediate as turn } from 'node:timers/promises'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createAuth, memoryStore, type Auth, type Store } from '../../src/index.ts'
import { createClient, type TestClient } from '../../src/testing/create-client.ts'
import { createFakeSamlIdp, type FakeSamlIdp } from '../../src/testing/fake-saml-idp.ts'
import { rotateSecrets, type Fleet } from '../support/rotate-secrets.ts'

const baseUrl = 'https://app.example.test'
const [current, next] = ['current-secret-'.repeat(3), 'next-secret-'.repeat(3)]
const people = 10
/** More than fits into a cookie. */
const manyRoles = Array.from({ length: 600 }, (_, index) => `department-${index}`)

/** Somebody with a browser, who goes on working. */
interface Person {
  cookie: string
  /** How often the cookie was renewed. */
  renewals: number
  signOuts: number
}

/** Three instances that share a store, and what stands before them: one after the other. */
interface App extends Fleet {
  readonly send: (request: Request) => Promise<Response>
  readonly turn: () => Auth
}

// Some thousand requests.
vi.setConfig({ testTimeout: 60_000 })
let idp: FakeSamlIdp
let app: App
let time = Date.now()
const now = (): Date => new Date(time)
beforeAll(async () => {
  idp = await createFakeSamlIdp({ now })
})
beforeEach(() => {
  app = start()
})

function start(): App {
  const store: Store = memoryStore()
  const open = (secrets: readonly string[]): Auth =>
    createAuth({
      baseUrl,
      secrets,
      store,
      now,
      log: () => {},
      session: { idleSeconds: 600 },
      connections: [
        {
          id: 'acme',
          type: 'saml',
          organization: { id: 'acme', name: 'Acme' },
          domains: ['acme.test'],
          metadata: idp.metadata,
        },
      ],
    })
  const instances = [0, 1, 2].map(() => open([current]))
  let turns = 0
  const turnTo = (): Auth => instances[(turns += 1) % instances.length]!
  return {
    size: instances.length,
    restart: async (index, secrets) => {
      instances[index] = open(secrets)
      // As long as a deployment takes: everybody is served by what is there.
      for (let moment = 0; moment < 50; moment++) await turn()
    },
    turn: turnTo,
    send: (request) => turnTo().handler(request),
  }
}

async function signInMany(roles: readonly string[]): Promise<readonly Person[]> {
  return Promise.all(Array.from({ length: people }, (_, index) => signIn(index, roles)))
}

async function signIn(index: number, roles: readonly string[]): Promise<Person> {
  const { setCookie } = await app.turn().createSession({
    user: { id: `user-${index}`, email: `ana.${index}@acme.test` },
    organization: { id: 'acme', name: 'Acme' },
    connection: 'acme',
    roles,
  })
  return { cookie: toPair(setCookie), renewals: 0, signOuts: 0 }
}

const toPair = (setCookie: string): string => setCookie.slice(0, setCookie.indexOf(';'))

/** Everybody asks, again and again, until it is enough. Time passes with every request. */
function startWork(all: readonly Person[]): { readonly stop: () => Promise<void>; readonly requests: () => number } {
  const stopping = new AbortController()
  let requests = 0
  const work = async (person: Person): Promise<void> => {
    while (!stopping.signal.aborted) {
      time += 50
      requests += 1
      const request = new Request(baseUrl, { headers: { cookie: person.cookie, accept: 'application/json' } })
      const result = await app.turn().guard(request)
      if (result.kind === 'answer') person.signOuts += 1
      else
        for (const setCookie of result.setCookies) {
          person.cookie = toPair(setCookie)
          person.renewals += 1
        }
      await turn()
    }
  }
  const working = Promise.all(all.map(work))
  return {
    requests: () => requests,
    stop: async () => {
      stopping.abort()
      await working
    },
  }
}

async function untilRenewed(all: readonly Person[]): Promise<void> {
  const before = all.map(({ renewals }) => renewals)
  while (all.some(({ renewals, signOuts }, index) => renewals === before[index] && signOuts === 0)) await turn()
}

const signOutsOf = (all: readonly Person[]): number => all.filter(({ signOuts }) => signOuts > 0).length

async function beginSignIn(): Promise<() => Promise<number>> {
  const client: TestClient = createClient(app.send)
  const away = await client.get(`${baseUrl}/auth/login?connection=acme`)
  const reply = await idp.respond(new URL(away.headers.get('location') ?? ''), { email: 'bruno@acme.test' })
  return async () => {
    await client.post(reply.acsUrl, reply.form)
    const session = await client.get(`${baseUrl}/auth/session`, { accept: 'application/json' })
    return ((await session.json()) as { readonly session: object | null }).session === null ? 401 : 200
  }
}

/** Everybody asks some twenty times more. */
async function goOn(requests: () => number): Promise<void> {
  const enough = requests() + 20 * people
  while (requests() < enough) await turn()
}

test('secrets are rotated instance by instance under load, and nobody is signed out', async () => {
  const all = await signInMany(['buyer'])
  const work = startWork(all)
  const finished: number[] = []
  let finish = await beginSignIn()
  await rotateSecrets(app, {
    current,
    next,
    untilRenewed: () => untilRenewed(all),
    // Whoever was on the way to the identity provider comes in, too.
    done: async () => {
      finished.push(await finish())
      finish = await beginSignIn()
    },
  })
  await goOn(work.requests)
  await work.stop()
  expect(signOutsOf(all)).toBe(0)
  expect(finished).toEqual([200, 200, 200])
  // The old secret is of no use any more: all of them were sealed by the next.
  const stranger = createAuth({ baseUrl, secrets: [current], log: () => {} })
  for (const { cookie } of all)
    expect(await stranger.getSession(new Request(baseUrl, { headers: { cookie } }))).toBeNull()
})

test('people whose roles are kept in the store are not signed out while both secrets are known', async () => {
  const all = await signInMany(manyRoles)
  const work = startWork(all)
  await rotateSecrets(app, {
    current,
    next,
    // Their records are sealed with the old one as long as they live.
    untilRenewed: async () => {
      await untilRenewed(all)
      await work.stop()
    },
  })
  expect(signOutsOf(all)).toBe(0)
})

test('a secret that seals before all instances open it signs people out', async () => {
  const all = await signInMany(['buyer'])
  const work = startWork(all)
  await app.restart(0, [next, current])
  await untilRenewed(all)
  await goOn(work.requests)
  await work.stop()
  expect(signOutsOf(all)).toBeGreaterThan(0)
})

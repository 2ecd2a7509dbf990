import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createFakeOidcKey, signWithFakeKey, type FakeOidcKey } from '../../src/testing/fake-oidc-key.ts'

type Json = Readonly<Record<string, unknown>>

/** A good token, and what is different about it; `undefined`: left out. */
export interface TokenDraft {
  readonly claims?: Json
  readonly header?: Json
  readonly key?: FakeOidcKey
  readonly sign?: (input: string) => string
}

/** What a poll or another request of the receiver said. */
export interface Asked {
  readonly path: string
  readonly authorization: string | null
  readonly body: Json
}

/** A transmitter of security events on this machine: with keys, a stream that is polled, and its management. */
export interface FakeTransmitter {
  readonly issuer: string
  readonly pollUrl: string
  readonly jwksUri: string
  readonly accessToken: string
  readonly streamId: string
  readonly key: FakeOidcKey
  /** A Security Event Token. @param event URI and payload */
  readonly toSet: (event: readonly [string, Json], subject: Json | undefined, draft?: TokenDraft) => string
  /** Any token of its. */
  readonly sign: (draft: TokenDraft) => string
  /** Waits to be polled, until it is acknowledged or refused. */
  readonly enqueue: (set: string, id?: string) => string
  readonly waiting: () => readonly string[]
  readonly refused: () => Json
  readonly asked: readonly Asked[]
  /** What its verification endpoint was sent. */
  readonly states: readonly string[]
  /** Of every answer but keys and configuration; null: as it should be. */
  readonly failWith: (status: number | null) => void
  /** Answers at most that many at once. */
  readonly pageSize: (count: number) => void
  readonly close: () => Promise<void>
}

/** @param audience of its stream, also where it is listed */
export async function startFakeTransmitter(audience: string): Promise<FakeTransmitter> {
  const key = await createFakeOidcKey('RS256')
  const [accessToken, streamId] = ['transmitter-access-token', 'stream-1']
  const queue = new Map<string, string>()
  const refused: Record<string, unknown> = {}
  const asked: Asked[] = []
  const states: string[] = []
  let failure: number | null = null
  let most = Infinity

  const poll = ({ ack = [], setErrs = {}, maxEvents = 100 }: Json): Json => {
    for (const id of ack as string[]) queue.delete(id)
    for (const [id, error] of Object.entries(setErrs as Json)) {
      queue.delete(id)
      refused[id] = error
    }
    const sets = [...queue].slice(0, Math.min(Number(maxEvents), most))
    return { sets: Object.fromEntries(sets), moreAvailable: sets.length < queue.size }
  }
  const answer = (path: string, body: Json): readonly [number, unknown] => {
    switch (path) {
      case '/keys':
        return [200, { keys: [key.jwk] }]
      case '/.well-known/ssf-configuration':
        return [
          200,
          {
            issuer,
            jwks_uri: `${issuer}/keys`,
            configuration_endpoint: `${issuer}/stream`,
            verification_endpoint: `${issuer}/verify`,
          },
        ]
      case '/poll':
        return [200, poll(body)]
      case '/stream':
        return [
          200,
          [
            { stream_id: streamId, aud: audience },
            { stream_id: 'another', aud: 'somebody-else' },
          ],
        ]
      case '/verify':
        states.push(String(body['state']))
        return body['stream_id'] === streamId ? [204, null] : [404, null]
      default:
        return [404, null]
    }
  }
  const server = createServer((request, response) => {
    void take(request).then((one) => {
      asked.push(one)
      const isPublic = one.path === '/keys' || one.path.startsWith('/.well-known/')
      const isTheirs = isPublic || one.authorization === `Bearer ${accessToken}`
      const [status, content] = isTheirs ? answer(one.path, one.body) : [401, null]
      const fails = failure !== null && !isPublic
      response.writeHead(fails ? (failure ?? 500) : status, { 'content-type': 'application/json' })
      response.end(content === null || fails ? '' : JSON.stringify(content))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const sign = ({ claims = {}, header = {}, key: by = key, sign: signed }: TokenDraft): string => {
    const input = [{ alg: by.algorithm, kid: by.kid, ...header }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    return `${input}.${signed?.(input) ?? signWithFakeKey(input, by)}`
  }
  return {
    issuer,
    pollUrl: `${issuer}/poll`,
    jwksUri: `${issuer}/keys`,
    accessToken,
    streamId,
    key,
    sign,
    toSet: ([type, payload], subject, draft = {}) =>
      sign({
        ...draft,
        header: { typ: 'secevent+jwt', ...draft.header },
        claims: {
          iss: issuer,
          aud: audience,
          iat: Math.floor(Date.now() / 1000),
          jti: randomUUID(),
          sub_id: subject,
          events: { [type]: payload },
          ...draft.claims,
        },
      }),
    enqueue: (set, id = jtiOf(set)) => {
      queue.set(id, set)
      return id
    },
    waiting: () => [...queue.keys()],
    refused: () => refused,
    asked,
    states,
    failWith: (status) => void (failure = status),
    pageSize: (count) => void (most = count),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function take(request: IncomingMessage): Promise<Asked> {
  const body = await text(request)
  return {
    path: request.url ?? '',
    authorization: request.headers.authorization ?? null,
    body: (body === '' ? {} : JSON.parse(body)) as Json,
  }
}

function jtiOf(set: string): string {
  const claims: unknown = JSON.parse(Buffer.from(set.split('.')[1] ?? '', 'base64url').toString())
  return String((claims as Json)['jti'])
}

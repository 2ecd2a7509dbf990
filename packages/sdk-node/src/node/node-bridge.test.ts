import { once } from 'node:events'
import {
  createServer,
  request as send,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import http2 from 'node:http2'
import { connect, type AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import type { IncomingRequest } from '../ports/incoming-request.ts'
import type { NodeRequest } from './node-request.ts'
import { sendAnswer } from './send-answer.ts'
import { sendWebResponse } from './send-web-response.ts'
import { toIncomingRequest } from './to-incoming-request.ts'
import { toWebRequest } from './to-web-request.ts'

const baseUrl = new URL('https://app.example.test')
const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  closers.push(() => void server.close().closeAllConnections())
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** Serves once, and answers what the listener made of the request. */
async function seen<T>(make: (request: NodeRequest) => Promise<T> | T, raw: string): Promise<T> {
  let found: (value: T) => void = () => undefined
  const result = new Promise<T>((resolve) => (found = resolve))
  const port = await serve((request, response) => {
    void Promise.resolve(make(request)).then((value) => {
      found(value)
      response.end()
    })
  })
  const socket = connect(port, '127.0.0.1').end(raw)
  closers.push(() => socket.destroy())
  return result
}

/** Both bridges: what they say of a request has to be the same. */
const bridges = [
  {
    name: 'toWebRequest',
    bridge: toWebRequest as (request: NodeRequest, baseUrl: URL) => IncomingRequest,
    read: async (request: NodeRequest) => toWebRequest(request, baseUrl).text(),
    refuse: async (request: NodeRequest) => toWebRequest(request, baseUrl).body?.cancel(),
  },
  {
    name: 'toIncomingRequest',
    bridge: toIncomingRequest,
    read: async (request: NodeRequest) => String(await readAtMost(request, 1000)),
    refuse: async (request: NodeRequest) => readAtMost(request, 100_000),
  },
]
async function readAtMost(request: NodeRequest, maxBytes: number): Promise<string | null> {
  const { body } = toIncomingRequest(request, baseUrl)
  if (body === null || !('read' in body)) return ''
  const bytes = await body.read(maxBytes)
  return bytes && Buffer.from(bytes).toString()
}

const form =
  'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\na=1&b=2'
const drain = async (request: IncomingMessage): Promise<void> => {
  for await (const _ of request);
}

describe.each(bridges)('$name', ({ bridge, read, refuse }) => {
  test.each([
    ['GET /auth/login?x=1 HTTP/1.1\r\nHost: evil.test\r\n\r\n', 'https://app.example.test/auth/login?x=1'],
    ['GET //evil.test/auth HTTP/1.1\r\nHost: a\r\n\r\n', 'https://app.example.test//evil.test/auth'],
    ['GET http://evil.test/auth/login HTTP/1.1\r\nHost: evil.test\r\n\r\n', 'https://app.example.test/'],
    ['OPTIONS * HTTP/1.1\r\nHost: evil.test\r\n\r\n', 'https://app.example.test/'],
  ])('takes the origin from baseUrl alone: %j', async (raw, url) => {
    expect(await seen((request) => bridge(request, baseUrl).url, raw)).toBe(url)
  })
  test('keeps a header that was sent twice', async () => {
    const raw = 'GET / HTTP/1.1\r\nHost: a\r\nX-One: 1\r\nX-One: 2\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n\r\n'
    const names = ['x-one', 'X-One', 'set-cookie', 'x-two', 'constructor']
    const found = await seen((request) => names.map((name) => bridge(request, baseUrl).headers.get(name)), raw)
    expect(found).toEqual(['1, 2', '1, 2', 'a, b', null, null])
  })
  test('hands on the host of an HTTP/2 request as Host', async () => {
    const server = http2.createServer((request, response) => {
      response.end(bridge(request as unknown as NodeRequest, baseUrl).headers.get('host') ?? 'none')
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const port = (server.address() as AddressInfo).port
    const session = http2.connect(`http://127.0.0.1:${port}`)
    closers.push(
      () => session.destroy(),
      () => void server.close(),
    )
    const stream = session.request({ ':path': '/', ':authority': 'pr-17.preview.example.test' })
    expect(await readText(stream)).toBe('pr-17.preview.example.test')
  })
  test('has no body where the method has none', async () => {
    const raw = 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na=1'
    expect(await seen((request) => bridge(request, baseUrl).body, raw)).toBeNull()
  })
  test('hands on a body that nobody has read', async () => {
    expect(await seen(read, form)).toBe('a=1&b=2')
  })
  test.each([
    ['an object', { a: '1', b: ['2', '3'], nested: { c: '4' } }, 'a=1&b=2&b=3'],
    ['a string', 'a=1', 'a=1'],
    ['bytes', Buffer.from('a=1'), 'a=1'],
    ['nothing', undefined, ''],
  ])('writes out again what a body parser left as %s', async (_, body, text) => {
    const written = await seen(async (request) => {
      await drain(request)
      return read(Object.assign(request, { body }))
    }, form)
    expect(written).toBe(text)
  })
  test('fails the body when the client hangs up in the middle', async () => {
    const half = form.replace('Content-Length: 7', 'Content-Length: 700')
    const failure = seen(async (request) => {
      try {
        return await read(request)
      } catch (error) {
        return String(error)
      }
    }, half)
    expect(await failure).toMatch(/hung up|aborted/)
  })
  test('lets a refusal reach the client while its body is still coming, and keeps serving', async () => {
    const port = await serve((request, response) => {
      void refuse(request)
      void sendWebResponse(new Response('too large', { status: 413 }), response)
    })
    expect(await upload(port)).toBe(413)
    expect(await upload(port)).toBe(413)
  })
})

async function upload(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const client = send({ port, host: '127.0.0.1', method: 'POST' }, (response) =>
      resolve(response.resume().statusCode),
    )
    client.on('error', reject)
    // The answer is there before the body is gone; what is still under way may find the connection closed.
    client.on('socket', (socket) => socket.on('error', () => undefined))
    client.end(Buffer.alloc(3_000_000))
  })
}

test('a Web Request cannot have every method: those get a 405 under another name', async () => {
  const raw = 'TRACE /auth/login HTTP/1.1\r\nHost: a\r\n\r\n'
  expect(await seen((request) => toWebRequest(request, baseUrl).method, raw)).toBe('OPTIONS')
  expect(await seen((request) => toIncomingRequest(request, baseUrl).method, raw)).toBe('TRACE')
})
test.each([
  [7, 'a=1&b=2'],
  [6, null],
])('reads %i bytes at most, of what was parsed too', async (maxBytes, text) => {
  expect(await seen(async (request) => readAtMost(request, maxBytes), form)).toBe(text)
  const parsed = async (request: NodeRequest): Promise<string | null> => {
    await drain(request)
    return readAtMost(Object.assign(request, { body: 'a=1&b=2' }), maxBytes)
  }
  expect(await seen(parsed, form)).toBe(text)
})
test('does not wait for the body of a client that is gone', async () => {
  const half = form.replace('Content-Length: 7', 'Content-Length: 700')
  const failure = seen(async (request) => {
    await new Promise((resolve) => request.on('close', resolve))
    return readAtMost(request, 1000).catch(String)
  }, half)
  expect(await failure).toContain('hung up')
})

const cookies = ['a=1', 'b=2; Expires=Thu, 01 Jan 2032 00:00:00 GMT']
const webHello = (): Response => {
  const web = new Response('hell\u00f6', { status: 201, headers: { 'content-type': 'text/plain' } })
  for (const cookie of cookies) web.headers.append('set-cookie', cookie)
  return web
}
const hello = { status: 201, headers: { 'content-type': 'text/plain' }, cookies, text: 'hell\u00f6' }

describe.each([
  ['sendWebResponse', async (response: ServerResponse) => sendWebResponse(webHello(), response)],
  ['sendAnswer', async (response: ServerResponse) => sendAnswer(hello, response)],
])('%s', (_, sendHello) => {
  test('sends every Set-Cookie as a header of its own, beside those already there', async () => {
    const port = await serve((_request, response) => {
      response.setHeader('set-cookie', 'mine=1; Expires=Thu, 01 Jan 2032 00:00:00 GMT')
      void sendHello(response)
    })
    const response = await fetch(`http://127.0.0.1:${port}/`)
    expect(response.status).toBe(201)
    expect(response.headers.getSetCookie()).toEqual(['mine=1; Expires=Thu, 01 Jan 2032 00:00:00 GMT', ...cookies])
    expect(response.headers.get('content-type')).toBe('text/plain')
    expect(response.headers.get('content-length')).toBe('6')
    expect(await response.text()).toBe('hell\u00f6')
  })
  test('sends no body for a HEAD', async () => {
    const port = await serve((_request, response) => void sendHello(response))
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'HEAD' })
    expect([response.status, await response.text()]).toEqual([201, ''])
  })
})

import { once } from 'node:events'
import { createServer, request as send, type IncomingMessage, type RequestListener } from 'node:http'
import http2 from 'node:http2'
import { connect, type AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { sendWebResponse } from './send-web-response.ts'
import { toWebRequest, type NodeRequest } from './to-web-request.ts'

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

test.each([
  ['GET /auth/login?x=1 HTTP/1.1\r\nHost: evil.test\r\n\r\n', 'https://app.example.test/auth/login?x=1'],
  ['GET //evil.test/auth HTTP/1.1\r\nHost: a\r\n\r\n', 'https://app.example.test//evil.test/auth'],
  ['GET http://evil.test/auth/login HTTP/1.1\r\nHost: evil.test\r\n\r\n', 'https://app.example.test/'],
  ['OPTIONS * HTTP/1.1\r\nHost: evil.test\r\n\r\n', 'https://app.example.test/'],
])('takes the origin from baseUrl alone: %j', async (raw, url) => {
  expect(await seen((request) => toWebRequest(request, baseUrl).url, raw)).toBe(url)
})
test('turns methods that no Request can have into one that gets a 405', async () => {
  expect(
    await seen((request) => toWebRequest(request, baseUrl).method, 'TRACE /auth/login HTTP/1.1\r\nHost: a\r\n\r\n'),
  ).toBe('OPTIONS')
})
test('keeps a header that was sent twice', async () => {
  const raw = 'GET / HTTP/1.1\r\nHost: a\r\nX-One: 1\r\nX-One: 2\r\n\r\n'
  expect(await seen((request) => toWebRequest(request, baseUrl).headers.get('x-one'), raw)).toBe('1, 2')
})

test('hands on the host of an HTTP/2 request as Host', async () => {
  const server = http2.createServer((request, response) => {
    response.end(toWebRequest(request as unknown as NodeRequest, baseUrl).headers.get('host') ?? 'none')
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

const form =
  'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\na=1&b=2'
test('hands on a body that nobody has read', async () => {
  expect(await seen((request) => toWebRequest(request, baseUrl).text(), form)).toBe('a=1&b=2')
})
const drain = async (request: IncomingMessage): Promise<void> => {
  for await (const _ of request);
}
test.each([
  ['an object', { a: '1', b: ['2', '3'], nested: { c: '4' } }, 'a=1&b=2&b=3'],
  ['a string', 'a=1', 'a=1'],
  ['bytes', Buffer.from('a=1'), 'a=1'],
  ['nothing', undefined, ''],
])('writes out again what a body parser left as %s', async (_, body, text) => {
  const written = await seen(async (request) => {
    await drain(request)
    return toWebRequest(Object.assign(request, { body }), baseUrl).text()
  }, form)
  expect(written).toBe(text)
})
test('fails the body when the client hangs up in the middle', async () => {
  const half = form.replace('Content-Length: 7', 'Content-Length: 700')
  const failure = seen(async (request) => {
    try {
      return await toWebRequest(request, baseUrl).text()
    } catch (error) {
      return String(error)
    }
  }, half)
  expect(await failure).toMatch(/hung up|aborted/)
})
test('lets a refusal reach the client while its body is still coming, and keeps serving', async () => {
  const port = await serve((request, response) => {
    void toWebRequest(request, baseUrl).body?.cancel()
    void sendWebResponse(new Response('too large', { status: 413 }), response)
  })
  const upload = (): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const client = send({ port, host: '127.0.0.1', method: 'POST' }, (response) =>
        resolve(response.resume().statusCode),
      )
      client.on('error', reject)
      // The answer is there before the body is gone; what is still under way may find the connection closed.
      client.on('socket', (socket) => socket.on('error', () => undefined))
      client.end(Buffer.alloc(3_000_000))
    })
  expect(await upload()).toBe(413)
  expect(await upload()).toBe(413)
})
test('sends every Set-Cookie as a header of its own, beside those already there', async () => {
  const port = await serve((_, response) => {
    response.setHeader('set-cookie', 'mine=1; Expires=Thu, 01 Jan 2032 00:00:00 GMT')
    const web = new Response('hello', { status: 201, headers: { 'content-type': 'text/plain' } })
    web.headers.append('set-cookie', 'a=1')
    web.headers.append('set-cookie', 'b=2')
    void sendWebResponse(web, response)
  })
  const response = await fetch(`http://127.0.0.1:${port}/`)
  expect(response.status).toBe(201)
  expect(response.headers.getSetCookie()).toEqual(['mine=1; Expires=Thu, 01 Jan 2032 00:00:00 GMT', 'a=1', 'b=2'])
  expect(await response.text()).toBe('hello')
})
test('sends no body for a HEAD', async () => {
  const port = await serve((_, response) => void sendWebResponse(new Response('hello'), response))
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'HEAD' })
  expect(await response.text()).toBe('')
})

import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo, LookupFunction } from 'node:net'
import { http as mswHttp, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createCertificate } from '../saml-idp/create-certificate.ts'
import { createGuardedFetch } from './guarded-fetch.ts'

let handler: http.RequestListener = (_req, res) => res.end('hello')
let hits = 0
const sockets = new Set<object>()
const server = http.createServer((req, res) => {
  hits += 1
  sockets.add(req.socket)
  handler(req, res)
})
let origin = ''
let port = 0

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
  origin = `http://127.0.0.1:${port}`
})
afterEach(() => {
  handler = (_req, res) => res.end('hello')
  hits = 0
  sockets.clear()
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const trusting = (more: Parameters<typeof createGuardedFetch>[0] = {}) =>
  createGuardedFetch({ trustedOrigins: [origin], ...more })
const resolvesTo =
  (...addresses: readonly string[]): LookupFunction =>
  (_hostname, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )

// First in the file: what earlier tests left closing would be counted.
test('idle connections do not keep the process alive', async () => {
  const holding = () => process.getActiveResourcesInfo().filter((resource) => resource === 'TCPSocketWrap').length
  handler = (req, res) => {
    req.socket.unref()
    res.end('hello')
  }
  const before = holding()
  await trusting()(origin)
  await new Promise((resolve) => setImmediate(resolve))
  expect(holding()).toBe(before)
  expect(sockets.size).toBe(1)
})

test('gives back status, headers and body', async () => {
  handler = (req, res) => {
    res.writeHead(201, { 'content-type': 'application/json', 'x-two': ['a', 'b'] })
    res.end(
      JSON.stringify({ method: req.method, encoding: req.headers['accept-encoding'], custom: req.headers['x-custom'] }),
    )
  }
  const response = await trusting()(`${origin}/x`, { headers: { 'X-Custom': '1', 'Accept-Encoding': 'gzip' } })
  expect(response.status).toBe(201)
  expect(response.headers.get('x-two')).toBe('a, b')
  expect(await response.json()).toEqual({ method: 'GET', encoding: 'identity', custom: '1' })
})

test('sends form parameters, text, bytes and a whole Request', async () => {
  handler = (req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => res.end(`${req.method} ${req.headers['content-type']} ${Buffer.concat(chunks).toString()}`))
  }
  const fetch = trusting()
  const form = await fetch(new URL(origin), { method: 'POST', body: new URLSearchParams({ a: '1 2' }) })
  expect(await form.text()).toBe('POST application/x-www-form-urlencoded;charset=UTF-8 a=1+2')
  const text = await fetch(origin, {
    method: 'put',
    body: 'hi',
    headers: new Headers({ 'content-type': 'text/plain' }),
  })
  expect(await text.text()).toBe('PUT text/plain hi')
  const whole = await fetch(new Request(origin, { method: 'POST', body: 'all', headers: { 'content-type': 'text/x' } }))
  expect(await whole.text()).toBe('POST text/x all')
  await expect(fetch(origin, { method: 'POST', body: new FormData() })).rejects.toThrow(TypeError)
})

test('hands a redirect back and does not follow it', async () => {
  handler = (_req, res) => res.writeHead(302, { location: `${origin}/elsewhere` }).end()
  const response = await trusting()(origin)
  expect([response.status, response.headers.get('location'), hits]).toEqual([302, `${origin}/elsewhere`, 1])
})

test('uses one connection for requests that follow each other', async () => {
  const fetch = trusting()
  for (let i = 0; i < 5; i += 1) expect(await (await fetch(origin)).text()).toBe('hello')
  expect([hits, sockets.size]).toEqual([5, 1])
})

test('tries again on a fresh connection when the server had closed the idle one', async () => {
  const fetch = trusting()
  await fetch(origin)
  const [idle] = sockets
  handler = (req, res) => {
    if (req.socket === idle) (req.socket as unknown as { resetAndDestroy: () => void }).resetAndDestroy()
    else res.end('fresh')
  }
  expect(await (await fetch(origin, { method: 'POST', body: 'x' })).text()).toBe('fresh')
  expect(sockets.size).toBe(2)
})

test('does not repeat a request that a fresh connection lost', async () => {
  handler = (req) => req.socket.destroy()
  await expect(trusting()(origin)).rejects.toMatchObject({ code: 'FETCH_FAILED' })
  expect(hits).toBe(1)
})

test('gives up at the deadline when nothing comes', async () => {
  handler = () => undefined
  await expect(trusting({ timeoutMs: 50 })(`${origin}/slow?code=secret`)).rejects.toMatchObject({
    code: 'FETCH_TIMEOUT',
    message: `GET ${origin}/slow: no complete answer within 50 ms`,
  })
})

test('gives up at the deadline when the body drips', async () => {
  handler = (_req, res) => {
    const drip = setInterval(() => res.write('x'), 10)
    res.on('close', () => clearInterval(drip))
  }
  await expect(trusting({ timeoutMs: 80 })(origin)).rejects.toMatchObject({ code: 'FETCH_TIMEOUT' })
})

test('gives up when the caller aborts', async () => {
  handler = () => undefined
  const controller = new AbortController()
  const pending = trusting()(origin, { signal: controller.signal })
  setTimeout(() => controller.abort(new Error('enough')), 20)
  await expect(pending).rejects.toMatchObject({
    code: 'FETCH_TIMEOUT',
    message: expect.stringContaining('aborted by the caller'),
  })
  await expect(trusting()(origin, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'FETCH_TIMEOUT' })
})

test('stops reading at the size limit, with and without a Content-Length', async () => {
  let sent = 0
  let closed: Promise<unknown> = Promise.resolve()
  handler = (_req, res) => {
    closed = once(res, 'close')
    const pump = () => {
      while (!res.destroyed && sent < 50_000_000) {
        sent += 65_536
        if (!res.write(Buffer.alloc(65_536))) return void res.once('drain', pump)
      }
      res.end()
    }
    pump()
  }
  await expect(trusting({ maxBytes: 100_000 })(origin)).rejects.toMatchObject({ code: 'FETCH_TOO_LARGE' })
  await closed
  expect(sent).toBeLessThan(20_000_000)
  handler = (_req, res) => res.writeHead(200, { 'content-length': '100001' }).flushHeaders()
  await expect(trusting({ maxBytes: 100_000 })(origin)).rejects.toMatchObject({ code: 'FETCH_TOO_LARGE' })
  handler = (_req, res) => res.end(Buffer.alloc(100_000))
  expect((await (await trusting({ maxBytes: 100_000 })(origin)).arrayBuffer()).byteLength).toBe(100_000)
})

test('takes the status of a longer answer, and an encoded one, where only that matters', async () => {
  const status = async (): Promise<number> => (await trusting({ maxBytes: 100_000, longer: 'cut' })(origin)).status
  handler = (_req, res) => res.writeHead(201, { 'content-length': 200_000 }).end(Buffer.alloc(200_000))
  expect(await status()).toBe(201)
  handler = (_req, res) => {
    res.writeHead(202, { 'content-encoding': 'gzip' })
    for (let chunk = 0; chunk < 40; chunk++) res.write(Buffer.alloc(5000))
    res.end()
  }
  expect(await status()).toBe(202)
})

test('refuses a compressed answer, which could grow past every limit', async () => {
  handler = (_req, res) => res.writeHead(200, { 'content-encoding': 'gzip' }).end('x')
  await expect(trusting()(origin)).rejects.toMatchObject({
    code: 'FETCH_FAILED',
    message: expect.stringContaining("got 'gzip'"),
  })
})

test('rejects when the body breaks off', async () => {
  handler = (_req, res) => {
    res.writeHead(200, { 'content-length': '100' })
    res.write('only this')
    setTimeout(() => res.destroy(), 10)
  }
  await expect(trusting()(origin)).rejects.toMatchObject({ code: 'FETCH_FAILED' })
})

test('answers without a body and with an odd status are handled', async () => {
  handler = (_req, res) => res.writeHead(204).end()
  expect((await trusting()(origin)).body).toBeNull()
  handler = (_req, res) => res.writeHead(700).end()
  await expect(trusting()(origin)).rejects.toMatchObject({
    code: 'FETCH_FAILED',
    message: expect.stringContaining('status 700'),
  })
})

test('reaches no other port of the host it trusts', async () => {
  const fetch = createGuardedFetch({ trustedOrigins: ['http://127.0.0.1:1'] })
  await expect(fetch(origin)).rejects.toMatchObject({ code: 'FETCH_REFUSED' })
  expect(hits).toBe(0)
})

const privateHosts = `127.0.0.1 127.1 2130706433 0x7f000001 0177.0.0.1 0 [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] 10.0.0.1
  169.254.169.254 100.100.100.200 [fd00:ec2::254] [fe80::1] 127.0.0.1. １２７.0.0.1 [64:ff9b::7f00:1]`

test.each(privateHosts.split(/\s+/))('refuses the private address %s, by https and by http', async (host) => {
  const refused = { code: 'FETCH_REFUSED' }
  await expect(createGuardedFetch()(`https://${host}:${port}/`)).rejects.toMatchObject(refused)
  await expect(createGuardedFetch()(`http://${host}:${port}/`)).rejects.toMatchObject(refused)
  expect(hits).toBe(0)
})

test.each([
  'file:///etc/passwd',
  'ftp://127.0.0.1/',
  'data:text/plain,x',
  'http://user@127.0.0.1/',
  'http://:password@127.0.0.1/',
  'http://localhost./',
])('refuses %s whatever is allowed', async (url) => {
  const fetch = createGuardedFetch({ resolve: resolvesTo('127.0.0.1'), insecureAllowPrivateNetwork: true })
  await expect(fetch(url)).rejects.toMatchObject({ code: 'FETCH_REFUSED' })
})

test('refuses plain http to the Internet, trusted or not', async () => {
  const resolve = resolvesTo('8.8.8.8')
  const refused = { code: 'FETCH_REFUSED' }
  await expect(createGuardedFetch({ resolve })('http://idp.example.test/')).rejects.toMatchObject(refused)
  await expect(
    createGuardedFetch({ resolve, trustedOrigins: ['http://idp.example.test'] })('http://idp.example.test/'),
  ).rejects.toMatchObject(refused)
  await expect(
    createGuardedFetch({ resolve, insecureAllowPrivateNetwork: true })('http://idp.example.test/'),
  ).rejects.toMatchObject(refused)
  await expect(
    createGuardedFetch({ resolve, insecureAllowPrivateNetwork: true })('http://8.8.8.8/'),
  ).rejects.toMatchObject(refused)
})

test('refuses plain http to a trusted origin that is not on this machine', async () => {
  const fetch = createGuardedFetch({ resolve: resolvesTo('10.0.0.1'), trustedOrigins: ['http://idp.corp.test'] })
  await expect(fetch('http://idp.corp.test/')).rejects.toMatchObject({
    code: 'FETCH_REFUSED',
    message: expect.stringContaining('10.0.0.1'),
  })
})

test.each([[['127.0.0.1']], [['8.8.8.8', '10.0.0.1']], [['2606:4700::1111', '::1']], [[]]])(
  'refuses a name that resolves to %j',
  async (addresses) => {
    const fetch = createGuardedFetch({ resolve: resolvesTo(...addresses) })
    await expect(fetch(`https://idp.example.test:${port}/`)).rejects.toMatchObject({ code: 'FETCH_REFUSED' })
    expect(hits).toBe(0)
  },
)

test('connects to the address it has judged, and asks DNS once', async () => {
  let asked = 0
  const rebinding: LookupFunction = (hostname, options, callback) => {
    asked += 1
    resolvesTo(asked === 1 ? '127.0.0.1' : '10.9.9.9')(hostname, options, callback)
  }
  const fetch = createGuardedFetch({ resolve: rebinding, trustedOrigins: [`http://idp.example.test:${port}`] })
  expect(await (await fetch(`http://idp.example.test:${port}/`)).text()).toBe('hello')
  expect(asked).toBe(1)
})

test('reaches a private network by plain http where that was allowed', async () => {
  const fetch = createGuardedFetch({ insecureAllowPrivateNetwork: true, resolve: resolvesTo('127.0.0.1') })
  expect(await (await fetch(`http://keycloak:${port}/`)).text()).toBe('hello')
  expect(await (await fetch(origin)).text()).toBe('hello')
})

test('checks the certificate of an https host, trusted or not', async () => {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const cert = createCertificate({
    privateKey,
    commonName: 'localhost',
    notBefore: new Date(Date.now() - 1e6),
    notAfter: new Date(Date.now() + 1e8),
  })
  const tls = https.createServer({ key: privateKey, cert }, (_req, res) => res.end('secret')).listen(0, '127.0.0.1')
  await once(tls, 'listening')
  const secure = `https://127.0.0.1:${(tls.address() as AddressInfo).port}`
  await expect(createGuardedFetch({ trustedOrigins: [secure] })(secure)).rejects.toMatchObject({ code: 'FETCH_FAILED' })
  tls.close()
})

test('lets msw answer for hosts that do not exist', async () => {
  const msw = setupServer(
    mswHttp.all('https://idp.example.test/*', async ({ request }) => HttpResponse.json({ body: await request.text() })),
  )
  msw.listen({ onUnhandledRequest: 'bypass' })
  try {
    const fetch = createGuardedFetch()
    for (const body of ['a=1', 'a=2']) {
      const response = await fetch('https://idp.example.test/token', { method: 'POST', body })
      expect(await response.json()).toEqual({ body })
    }
  } finally {
    msw.close()
  }
})

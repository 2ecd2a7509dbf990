import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findFreePorts } from './support/find-free-ports.ts'
import { people } from './support/people.ts'
import { spawnDemo, startDemo, type Demo } from './support/start-demo.ts'

let demo: Demo

// The first one builds the app, and a hook may take longer than a test.
beforeAll(async () => {
  demo = await startDemo('next-app')
})

afterAll(async () => {
  await demo?.stop()
})

it('prints the two addresses and the accounts, sends strict headers, and stops cleanly on Ctrl-C', async () => {
  const said = demo.output()
  for (const url of [demo.appUrl, demo.launchpadUrl]) expect(said).toContain(url)
  for (const { email, password } of people) for (const word of [email, password]) expect(said).toContain(word)

  const [policy, other] = await Promise.all([readPolicy(demo.appUrl), readPolicy(demo.appUrl)])
  expect(policy.get('default-src')).toEqual(["'none'"])
  expect(policy.get('script-src')).toEqual(["'self'", expect.stringMatching(/^'nonce-[0-9a-f-]{36}'$/)])
  expect(policy.get('style-src')).toEqual(["'self'"])
  expect(policy.get('connect-src')).toEqual(["'self'", demo.launchpadUrl])
  expect(policy.get('frame-ancestors')).toEqual(["'none'"])
  expect(policy.get('script-src')).not.toEqual(other.get('script-src'))

  expect(await demo.stop()).toBe(0)
  for (const url of [demo.appUrl, demo.launchpadUrl]) await expect(fetch(url)).rejects.toThrow('fetch failed')
  // Nothing went wrong on the way.
  expect(demo.output()).toBe(said)
})

it.each(['PORT', 'IDENTITY_PORT'] as const)('says when %s is taken and how to choose another', async (name) => {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const { port } = holder.address() as AddressInfo
  const [other = 0] = await findFreePorts(1)
  const ports = { PORT: String(other), IDENTITY_PORT: String(other) }
  const { child, output } = spawnDemo({ ...ports, [name]: String(port) }, 'next-app')
  await once(child, 'exit')
  holder.close()
  expect(child.exitCode).toBe(1)
  expect(output()).toContain(`Port ${port} is taken`)
  expect(output()).toContain(`${name}=${port + 1} npm run demo:next`)
})

/** The directives of the start page's Content-Security-Policy. */
async function readPolicy(appUrl: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { status, headers } = await fetch(appUrl)
  expect([status, headers.get('x-powered-by'), headers.get('x-content-type-options')]).toEqual([200, null, 'nosniff'])
  const directives = (headers.get('content-security-policy') ?? '').split('; ').map((text) => text.split(' '))
  return new Map(directives.map(([name = '', ...sources]) => [name, sources]))
}

import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { findFreePorts } from './support/find-free-ports.ts'
import { people } from './support/people.ts'
import { spawnDemo, startDemo } from './support/start-demo.ts'

it('prints the two addresses and the accounts, and stops cleanly on Ctrl-C', async () => {
  const demo = await startDemo()
  const said = demo.output()
  for (const url of [demo.appUrl, demo.launchpadUrl]) {
    expect(said).toContain(url)
    expect((await fetch(url)).status).toBe(200)
  }
  for (const { email, password } of people) for (const word of [email, password]) expect(said).toContain(word)

  expect(await demo.stop()).toBe(0)
  for (const url of [demo.appUrl, demo.launchpadUrl]) await expect(fetch(url)).rejects.toThrow('fetch failed')
  // Nothing went wrong on the way.
  expect(demo.output()).toBe(said)
})

it('says which port is taken and how to choose another', async () => {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const { port } = holder.address() as AddressInfo
  const [identityPort] = await findFreePorts(1)
  const { child, output } = spawnDemo({ PORT: String(port), IDENTITY_PORT: String(identityPort) })
  await once(child, 'exit')
  holder.close()
  expect(child.exitCode).toBe(1)
  expect(output()).toContain(`Port ${port} is taken`)
  expect(output()).toContain('PORT=')
})

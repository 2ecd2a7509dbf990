import { once } from 'node:events'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { people } from './support/people.ts'
import { findPlace, spawnDemo, startDemo } from './support/start-demo.ts'

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
  const { identityPort, dataFolder } = await findPlace()
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const { port } = holder.address() as AddressInfo
  const { child, output } = spawnDemo({
    PORT: String(port),
    IDENTITY_PORT: String(identityPort),
    DEMO_DATA: dataFolder,
  })
  await once(child, 'exit')
  holder.close()
  await rm(dataFolder, { recursive: true })
  expect(child.exitCode).toBe(1)
  expect(output()).toContain(`Port ${port} is taken`)
  expect(output()).toContain('PORT=')
})

it('says where its data are, keeps them and its secrets for nobody else, and starts anew when told to', async () => {
  const place = await findPlace()
  const first = await startDemo('express-app', place)
  expect(first.output()).toContain(place.dataFolder)
  expect(first.output()).toContain('--reset')
  const files = await readdir(place.dataFolder)
  expect(files).toEqual(expect.arrayContaining(['demo.db', 'demo.json']))
  for (const file of files) expect((await stat(join(place.dataFolder, file))).mode & 0o077).toBe(0)
  const secrets = await readFile(join(place.dataFolder, 'demo.json'), 'utf8')
  expect(await first.stop()).toBe(0)

  const second = await startDemo('express-app', place)
  expect(await readFile(join(place.dataFolder, 'demo.json'), 'utf8')).toBe(secrets)
  expect(await second.stop()).toBe(0)

  const third = await startDemo('express-app', place, { DEMO_RESET: '1' })
  expect(await readFile(join(place.dataFolder, 'demo.json'), 'utf8')).not.toBe(secrets)
  expect(await third.stop()).toBe(0)
  await rm(place.dataFolder, { recursive: true })
})

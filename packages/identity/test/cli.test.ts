import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser } from '../../../test/support/browser.ts'
import { run } from '../src/cli/run.ts'
import { startServer } from './support/start-server.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'launchpad-identity-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** The command in a terminal: what it printed so far, a way to wait for it, and Ctrl-C. */
function start(...words: string[]) {
  let stop = (): void => undefined
  let wake = (): void => undefined
  const printed = new Promise<void>((resolve) => (wake = resolve))
  const stopped = new Promise<void>((resolve) => (stop = resolve))
  const terminal = { output: '', errors: '' }
  const code = run(words, {
    print: (text) => {
      terminal.output += text
      wake()
    },
    printError: (text) => {
      terminal.errors += text
      wake()
    },
    stopped,
  })
  return { terminal, printed, code, stop: () => stop() }
}

async function writeSeed(content: string): Promise<string> {
  const path = join(folder, `seed-${Math.random()}.json`)
  await writeFile(path, content)
  return path
}

describe('launchpad-identity', () => {
  it('serves the demo accounts it prints, until it is told to stop', async () => {
    const command = start('--port', '0')
    await command.printed
    const issuer = /http:\/\/localhost:\d+/.exec(command.terminal.output)?.[0] ?? ''
    const [, username = '', password = ''] = /(\S+@acme\.test)\s+(\S+)/.exec(command.terminal.output) ?? []
    const browser = createBrowser()
    const page = await browser.submit(await browser.get(issuer), { username, password })
    expect(page.body).toContain('Hello, Ana')
    expect(page.body).toContain('href="/launch/app"')
    command.stop()
    expect([await command.code, command.terminal.errors]).toEqual([0, ''])
    await expect(fetch(`${issuer}/health`)).rejects.toThrow()
  })

  it('serves what a seed file says, and prints no password of it', async () => {
    const seed = await writeSeed(
      JSON.stringify({
        organizations: [{ id: 'example', name: 'Example' }],
        users: [
          { username: 'pat', email: 'pat@example.test', name: 'Pat', password: 'pat-1', organization: 'example' },
        ],
      }),
    )
    const command = start('--seed', seed, '-p', '0')
    await command.printed
    const issuer = /http:\/\/localhost:\d+/.exec(command.terminal.output)?.[0] ?? ''
    const browser = createBrowser()
    const page = await browser.submit(await browser.get(issuer), { username: 'pat', password: 'pat-1' })
    expect(page.body).toContain('Hello, Pat')
    expect(command.terminal.output).not.toContain('pat-1')
    command.stop()
    expect(await command.code).toBe(0)
  })

  it('explains itself', async () => {
    const command = start('--help')
    expect(await command.code).toBe(0)
    expect(command.terminal.output).toContain('--seed <file>')
  })

  it.each([
    ['an unknown option', ['--sed', 'x'], "Unknown option '--sed'"],
    ['a port that is none', ['--port', '99999'], "--port must be a number from 0 to 65535, is '99999'."],
    [
      'a seed file that is not there',
      ['--seed', 'nowhere.json'],
      'Cannot read the seed file nowhere.json: there is no such file.',
    ],
  ])('says what to do about %s', async (_, words, text) => {
    const command = start(...words)
    expect(await command.code).toBe(1)
    expect(command.terminal.errors).toContain(text)
    expect(command.terminal.errors).toContain('--help')
  })

  it('says what to do when the port is taken', async () => {
    const server = await startServer(() => undefined)
    const command = start('--port', String(server.port))
    expect(await command.code).toBe(1)
    expect(command.terminal.errors).toContain(`Port ${server.port} is taken.`)
    await server.close()
  })

  it.each([
    ['no JSON', '{ "users": [', 'is not JSON'],
    ['no object', '[]', 'must hold an object'],
    [
      'settings that are wrong, each on its line',
      '{ "organizations": [], "users": [{}], "log": 1 }',
      '\n  - users[0].username is missing\n',
    ],
  ])('says what is wrong with a seed file that holds %s', async (_, content, text) => {
    const command = start('--port', '0', '--seed', await writeSeed(content))
    expect(await command.code).toBe(1)
    expect(command.terminal.errors).toContain(text)
  })
})

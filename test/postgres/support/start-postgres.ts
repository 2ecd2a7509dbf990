import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

/** A server for tests. */
export interface Postgres {
  readonly url: string
  readonly stop: () => Promise<void>
}

const versions = '/usr/lib/postgresql'

/** Uses DATABASE_URL, or starts a server of its own in a temporary folder. */
export async function startPostgres(): Promise<Postgres> {
  const given = process.env['DATABASE_URL']
  if (given !== undefined && given !== '') return { url: given, stop: async () => {} }
  const programs = findPrograms()
  const account = findAccount()
  const folder = mkdtempSync(join(tmpdir(), 'launchpad-postgres-'))
  chownSync(folder, account.uid, account.gid)
  const data = join(folder, 'data')
  const options: SpawnOptions = { ...account, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] }
  // UTF8 whatever the locale of the machine; without fsync, because nobody pulls the plug of a test.
  await run(
    join(programs, 'initdb'),
    ['-A', 'trust', '-N', '-U', 'postgres', '-E', 'UTF8', '--locale=C', '-D', data],
    options,
  )
  const port = await findFreePort()
  const settings = ['listen_addresses=127.0.0.1', 'fsync=off', 'max_connections=200']
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-k', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, stdio: 'ignore' },
  )
  // Immediate shutdown, should the test run end without stop().
  const abandon = (): void => void server.kill('SIGQUIT')
  process.once('exit', abandon)
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await waitUntilUp(url, server)
  return {
    url,
    stop: async () => {
      process.off('exit', abandon)
      const ended = once(server, 'exit')
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * Debian's, the newest, or what is on the path. A missing server is a failure and no reason to skip: what is not run is not
 * known to work.
 */
function findPrograms(): string {
  const installed = existsSync(versions) ? readdirSync(versions) : []
  const newestFirst = installed.toSorted((one, other) => Number(other) - Number(one))
  const folders = newestFirst
    .map((version) => join(versions, version, 'bin'))
    .concat(process.env['PATH']?.split(':') ?? [])
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')))
  if (found !== undefined) return found
  throw new Error('no PostgreSQL server: run scripts/install-debian-packages.sh postgres, or set DATABASE_URL')
}

/** PostgreSQL refuses to run as root: then it runs as the user its package made. */
function findAccount(): { readonly uid: number; readonly gid: number } {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0]
  if (uid !== 0) return { uid, gid }
  const [, user, group] = /^postgres:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? []
  if (user === undefined || group === undefined) throw new Error('no user `postgres` to run the server as')
  return { uid: Number(user), gid: Number(group) }
}

async function run(program: string, args: readonly string[], options: SpawnOptions): Promise<void> {
  const child = spawn(program, args, options)
  let complaints = ''
  child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${complaints}`)
}

async function findFreePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function waitUntilUp(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode} before it was up`)
    const client = new Client({ connectionString: url })
    try {
      await client.connect()
      return
    } catch {
      await sleep(50)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

/** A server that a test may do anything to. */
export interface OwnPostgres {
  readonly url: string
  /** Gone from one moment to the next, as after a crash. */
  readonly crash: () => Promise<void>
  /** There again, at the same address, with what it had. */
  readonly restart: () => Promise<void>
  /** Still there, and answers nobody: as behind a network that loses everything. */
  readonly freeze: () => void
  readonly thaw: () => void
  readonly stop: () => Promise<void>
}

const versions = '/usr/lib/postgresql'

/** In a temporary folder, on a free port of this machine. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const { programs, data, folder, options } = await prepare()
  const port = await findFreePort()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const settings = ['listen_addresses=127.0.0.1', 'fsync=off', 'max_connections=200']
  const args = ['-D', data, '-k', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
  const open = async (): Promise<ChildProcess> => {
    const started = spawn(join(programs, 'postgres'), args, { ...options, stdio: 'ignore' })
    await waitUntilUp(url, started)
    return started
  }
  let server = await open()
  const end = async (signal: 'SIGINT' | 'SIGQUIT'): Promise<void> => {
    if (server.exitCode !== null) return
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
  }
  let frozen: readonly number[] = []
  const thaw = (): void => {
    for (const id of frozen) signalTo(id, 'SIGCONT')
    frozen = []
  }
  // Immediate shutdown, should the test run end without stop(). Who is frozen hears nothing.
  const abandon = (): void => {
    server.kill('SIGQUIT')
    thaw()
  }
  process.once('exit', abandon)
  return {
    url,
    crash: () => end('SIGQUIT'),
    restart: async () => {
      server = await open()
    },
    freeze: () => {
      // The first one first: it would replace the others.
      const parent = server.pid ?? 0
      signalTo(parent, 'SIGSTOP')
      frozen = [parent, ...listChildren(parent)]
      for (const id of frozen) signalTo(id, 'SIGSTOP')
    },
    thaw,
    stop: async () => {
      process.off('exit', abandon)
      thaw()
      await end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

interface Prepared {
  readonly programs: string
  readonly folder: string
  readonly data: string
  readonly options: SpawnOptions
}

async function prepare(): Promise<Prepared> {
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
  return { programs, folder, data, options }
}

/** One that has just ended needs no signal. */
function signalTo(id: number, signal: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(id, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function listChildren(parent: number): readonly number[] {
  const found = spawnSync('ps', ['-o', 'pid=', '--ppid', String(parent)], { encoding: 'utf8' })
  if (found.status !== 0) throw new Error(`ps ended with ${found.status}: ${found.stderr}`)
  return found.stdout.trim().split(/\s+/).map(Number)
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

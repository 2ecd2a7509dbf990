import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePorts } from './find-free-ports.ts'

/** Whose demo: `npm run demo`, `npm run demo:next`. */
export type Example = 'express-app' | 'next-app'

/** A demo, running as npm starts it. */
export interface Demo {
  readonly appUrl: string
  readonly launchpadUrl: string
  /** To start the same demo once more, at the same addresses. */
  readonly place: DemoPlace
  /** What it printed. */
  readonly output: () => string
  /** Ctrl-C. Answers with the exit code; null when it had to be killed. */
  readonly stop: () => Promise<number | null>
}

/** Where a demo runs and what it keeps. */
export interface DemoPlace {
  readonly appPort: number
  readonly identityPort: number
  /** Of the Express example: its database and its keys. */
  readonly dataFolder: string
}

const root = fileURLToPath(new URL('../../..', import.meta.url))
/** The app of Next may have to be built first. */
const startMs: Readonly<Record<Example, number>> = { 'express-app': 60_000, 'next-app': 220_000 }
const stopMs = 10_000

/**
 * Starts the built demo, and waits until it says that it is ready.
 *
 * @param place of an earlier one, whose data stay. @default free ports, and a folder that is removed when the demo stops
 */
export async function startDemo(
  example: Example = 'express-app',
  place?: DemoPlace,
  more: Pick<DemoEnvironment, 'DEMO_RESET'> = {},
): Promise<Demo> {
  const { appPort, identityPort, dataFolder } = place ?? (await findPlace())
  const { child, output } = spawnDemo(
    { PORT: String(appPort), IDENTITY_PORT: String(identityPort), DEMO_DATA: dataFolder, ...more },
    example,
  )
  // A run that is broken off leaves nothing behind: the demo stops what it has started.
  const killGroup = (): void => void signalGroup(child, 'SIGTERM')
  process.once('exit', killGroup)
  const stop = async (): Promise<number | null> => {
    process.off('exit', killGroup)
    const code = await stopDemo(child)
    if (place === undefined) await rm(dataFolder, { recursive: true, force: true })
    return code
  }
  if (!(await isReady(child, output, startMs[example]))) {
    const code = await stop()
    throw new Error(`the demo did not get ready (exit code ${code}). Is it built? It said:\n${output()}`)
  }
  const toUrl = (port: number): string => `http://localhost:${port}`
  return {
    appUrl: toUrl(appPort),
    launchpadUrl: toUrl(identityPort),
    place: { appPort, identityPort, dataFolder },
    output,
    stop,
  }
}

/** Free ports, and an empty folder. Whoever starts a demo there removes the folder. */
export async function findPlace(): Promise<DemoPlace> {
  const [appPort = 0, identityPort = 0] = await findFreePorts(2)
  return { appPort, identityPort, dataFolder: await mkdtemp(join(tmpdir(), 'launchpad-demo-')) }
}

/** What the demo reads of its environment. */
export interface DemoEnvironment {
  readonly PORT: string
  readonly IDENTITY_PORT: string
  readonly DEMO_DATA?: string
  /** `1`: start anew. */
  readonly DEMO_RESET?: string
}

/** In a process group of its own, as a shell does, and without anything that a test runner puts into the environment. */
export function spawnDemo(
  environment: DemoEnvironment,
  example: Example = 'express-app',
): {
  readonly child: ChildProcess
  readonly output: () => string
} {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [`examples/${example}/demo.js`], {
    cwd: root,
    env: { PATH, HOME, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (chunk: string) => (text += chunk))
  }
  return { child, output: () => text }
}

async function isReady(child: ChildProcess, output: () => string, withinMs: number): Promise<boolean> {
  const timeout = AbortSignal.timeout(withinMs)
  while (!output().includes('Launchpad demo ready')) {
    const printed = once(child.stdout!, 'data', { signal: timeout }).then(() => true)
    const ended = once(child, 'exit', { signal: timeout }).then(() => false)
    const goesOn = await Promise.race([printed, ended]).catch(() => false)
    for (const loser of [printed, ended]) loser.catch(() => {})
    if (!goesOn) return false
  }
  return true
}

async function stopDemo(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = once(child, 'exit')
  signalGroup(child, 'SIGINT')
  const impatience = setTimeout(() => signalGroup(child, 'SIGKILL'), stopMs)
  await ended
  clearTimeout(impatience)
  return child.exitCode
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

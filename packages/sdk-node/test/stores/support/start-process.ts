import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'

/** Inside the repository, so that the bundle finds its packages. */
const cache = join(import.meta.dirname, '../../../../../.cache')

/** A process of its own, running one of the files beside this one, or another. */
export interface Started {
  readonly child: ChildProcess
  /** Ends it without giving it a chance to finish anything. */
  readonly kill: () => Promise<void>
}

/** Node 20 runs no TypeScript, so the file is bundled first. The first message it gets is its setup. */
export async function startProcess(file: string, setup: object): Promise<Started> {
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'process-'))
  const outfile = join(folder, 'entry.mjs')
  await build({
    entryPoints: [resolve(import.meta.dirname, file)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  })
  const child = fork(outfile, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'advanced' })
  const ended = once(child, 'exit')
  child.send(setup)
  return {
    child,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

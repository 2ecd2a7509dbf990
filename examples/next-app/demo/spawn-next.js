import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Where the app lies. */
export const appFolder = fileURLToPath(new URL('..', import.meta.url))

const next = createRequire(import.meta.url).resolve('next/dist/bin/next')

/** Runs the command of Next in a process group of its own: it may have children, and they would stay behind. */
export function spawnNext(options, env) {
  const child = spawn(process.execPath, [next, ...options], {
    cwd: appFolder,
    env: { ...process.env, ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const kill = (signal) => {
    if (child.pid === undefined) return
    try {
      process.kill(-child.pid, signal)
    } catch (error) {
      if (error.code !== 'ESRCH') throw error
    }
  }
  process.once('exit', () => kill('SIGKILL'))
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    kill('SIGTERM')
    await ended
  }
  return { child, stop }
}

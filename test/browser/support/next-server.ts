import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/** The built app of the Next example, on its own. */
export interface NextServer {
  readonly appUrl: string
  readonly stop: () => Promise<void>
}

export interface NextSettings {
  readonly port: number
  readonly identityUrl: string
  readonly authSecret: string
  readonly globexClientSecret: string
}

const folder = fileURLToPath(new URL('../../../examples/next-app', import.meta.url))
const next = createRequire(import.meta.url).resolve('next/dist/bin/next')

/** Starts `next start`; somebody has built the app before. */
export async function startNextServer(settings: NextSettings): Promise<NextServer> {
  const { port, identityUrl, authSecret, globexClientSecret } = settings
  const appUrl = `http://localhost:${port}`
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [next, 'start', '--hostname', '127.0.0.1', '--port', String(port)], {
    cwd: folder,
    env: {
      PATH,
      HOME,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      APP_URL: appUrl,
      AUTH_SECRET: authSecret,
      IDENTITY_URL: identityUrl,
      GLOBEX_CLIENT_SECRET: globexClientSecret,
    },
    stdio: 'ignore',
    // Its children would stay behind: the whole group is stopped.
    detached: true,
  })
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.pid === undefined) return
    const ended = once(child, 'exit')
    process.kill(-child.pid, 'SIGKILL')
    await ended
  }
  const isUp = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/icon.svg`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error(`next start ended with ${child.exitCode}. Is the app built?`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { appUrl, stop }
}

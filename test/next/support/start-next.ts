import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Auth } from '@launchpad-sso/sdk-node'
import { appFolder } from './app-folder.ts'

/** The fixture app, built and running in this process. */
export interface NextApp {
  readonly baseUrl: string
  /** From now on the app has this `Auth`. */
  readonly use: (auth: Auth) => void
  readonly close: () => Promise<void>
}

const fromApp = createRequire(join(appFolder, 'package.json'))
const place = Symbol.for('launchpad-sso.test.auth')

/** Builds the app as `next build` does, and serves it as `next start` does. */
export async function startNext(): Promise<NextApp> {
  // Next reads it when it is loaded, and the test runner has set it to `test`.
  Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
  await build()
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const next = fromApp('next') as (typeof import('next'))['default']
  const app = next({ dev: false, dir: appFolder, hostname: 'localhost', port, quiet: true })
  await app.prepare()
  const handle = app.getRequestHandler()
  server.on('request', (request, response) => void handle(request, response))
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    use: (auth) => void Object.assign(globalThis, { [place]: auth }),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await app.close()
    },
  }
}

async function build(): Promise<void> {
  const program = fromApp.resolve('next/dist/bin/next')
  const child = spawn(process.execPath, [program, 'build'], { cwd: appFolder, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`next build ended with ${code}:\n${output}`)
}

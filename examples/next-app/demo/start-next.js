import { setTimeout } from 'node:timers/promises'
import { spawnNext } from './spawn-next.js'

/** Starts the built app on loopback, and waits until it answers. */
export async function startNext(port, env) {
  const server = spawnNext(['start', '--hostname', '127.0.0.1', '--port', String(port)], env)
  server.child.stdout.resume()
  server.child.stderr.pipe(process.stderr)
  while (server.child.exitCode === null && !(await answers(port))) await setTimeout(50)
  if (server.child.exitCode !== null) throw new Error(`next start ended with ${server.child.exitCode}`)
  return server
}

function answers(port) {
  return fetch(`http://127.0.0.1:${port}/icon.svg`).then(
    ({ ok }) => ok,
    () => false,
  )
}

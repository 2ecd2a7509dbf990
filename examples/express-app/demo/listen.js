import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'

/** A port that somebody else holds. */
export class PortTaken extends Error {
  constructor(port) {
    super(`port ${port} is taken`)
    this.port = port
  }
}

/**
 * Starts a server on loopback, out of reach of other machines.
 *
 * @throws PortTaken
 */
export async function listen(handler, port) {
  if (await answers(port)) throw new PortTaken(port)
  const server = createServer(handler)
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (error) {
    throw error.code === 'EADDRINUSE' ? new PortTaken(port) : error
  }
  return server
}

/** Somebody may hold the port on `::1` alone, and that is where a browser looks for `localhost` first. */
async function answers(port) {
  const socket = connect(port, 'localhost')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

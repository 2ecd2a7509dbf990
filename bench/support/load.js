import { Agent, get } from 'node:http'

const connections = 16

/**
 * Asks for '/' with one cookie header after the other, on sixteen connections that stay open.
 *
 * @param {number} port
 */
export function createLoad(port) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  /** @param {string} cookie */
  const ask = (cookie) =>
    new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port, agent, headers: { cookie, accept: 'application/json' } }, (response) => {
        response.resume()
        response.on('end', () =>
          response.statusCode === 200 ? resolve(null) : reject(new Error(`the server answered ${response.statusCode}`)),
        )
        response.on('error', reject)
      }).on('error', reject)
    })
  let next = 0
  return {
    /** @param {number} requests @param {readonly string[]} cookies */
    send: async (requests, cookies) => {
      const end = next + requests
      const worker = async () => {
        while (next < end) await ask(cookies[next++ % cookies.length])
      }
      await Promise.all(Array.from({ length: connections }, worker))
    },
    close: () => agent.destroy(),
  }
}

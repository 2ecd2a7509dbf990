import { Agent, request } from 'node:http'

const connections = 16

/** @typedef {{ method: string, path: string, body?: string, status: number, includes?: string }} ScimCall */

/**
 * Sends requests on sixteen connections that stay open, and believes no answer it has not looked at.
 *
 * @param {number} port
 * @param {string} token
 */
export function createScimLoad(port, token) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const authorization = `Bearer ${token}`
  /** @param {ScimCall} call */
  const send = ({ method, path, body, status, includes = '' }) =>
    new Promise((resolve, reject) => {
      const headers = {
        authorization,
        accept: 'application/scim+json',
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/scim+json', 'content-length': Buffer.byteLength(body) }),
      }
      const outgoing = request({ host: '127.0.0.1', port, agent, method, path, headers }, (response) => {
        /** @type {Buffer[]} */
        const chunks = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          if (response.statusCode === status && text.includes(includes)) resolve(null)
          else reject(new Error(`${method} ${path}: answered ${response.statusCode}, ${text.slice(0, 300)}`))
        })
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  let next = 0
  return {
    /** @param {number} count @param {(index: number) => ScimCall} toCall gets a running number. @param {number} [lanes] so many at once. */
    send: async (count, toCall, lanes = connections) => {
      const end = next + count
      const worker = async () => {
        while (next < end) await send(toCall(next++))
      }
      await Promise.all(Array.from({ length: lanes }, worker))
    },
    close: () => agent.destroy(),
  }
}

import type { IncomingMessage } from 'node:http'

const hungUp = 'the client hung up before its request was complete'

/**
 * The body of a request; null when it is longer than `maxBytes`. What is left of it is then dropped as it comes, and the connection stays, so
 * that a refusal (413) still reaches the client.
 *
 * Rejects when the client hangs up in the middle.
 */
export async function readWhole(request: IncomingMessage, maxBytes: number): Promise<Uint8Array | null> {
  // Its events are over: nobody would ever hear of it.
  if (request.destroyed) throw new Error(hungUp)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    let isOver = false
    const onData = (chunk: Buffer): void => {
      size += chunk.length
      chunks.push(chunk)
      if (size <= maxBytes) return
      request.off('data', onData).resume()
      resolve(null)
    }
    request.on('data', onData)
    request.on('end', () => {
      isOver = true
      const [only] = chunks
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks))
    })
    // Both stay: what fails later is nobody's concern, and must not be an uncaught error.
    request.on('error', reject)
    request.on('close', () => {
      if (!isOver) reject(new Error(hungUp))
    })
  })
}

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
    const stop = (): void => {
      request.off('data', onData).off('end', onEnd).off('close', onClose)
      // What fails after we have stopped listening is nobody's concern, and must not be an uncaught error.
      request.off('error', onError).on('error', () => undefined)
    }
    const onData = (chunk: Buffer): void => {
      size += chunk.length
      chunks.push(chunk)
      if (size <= maxBytes) return
      stop()
      request.resume()
      resolve(null)
    }
    const onEnd = (): void => {
      stop()
      const [only] = chunks
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks))
    }
    const onError = (error: Error): void => {
      stop()
      reject(error)
    }
    const onClose = (): void => onError(new Error(hungUp))
    request.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose)
  })
}

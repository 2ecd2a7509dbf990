import type { IncomingMessage } from 'node:http'

/**
 * The request's body as a Web stream, read only as far as somebody asks. Unlike `Readable.toWeb` it leaves the connection
 * alone when the reader gives up, so that a refusal (413) still reaches the client; Node then drops the rest.
 */
export function toBodyStream(request: IncomingMessage): ReadableStream<Uint8Array> {
  let started = false
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (started) return void request.resume()
        started = true
        request.on('data', (chunk: Buffer) => {
          controller.enqueue(chunk)
          request.pause()
        })
        request.on('end', () => controller.close())
        request.on('error', (error) => controller.error(error))
        request.on('close', () => {
          if (!request.complete) controller.error(new Error('the client hung up before its request was complete'))
        })
      },
      cancel: () => {
        request.removeAllListeners('data').removeAllListeners('end').removeAllListeners('close')
        request.resume()
      },
    },
    { highWaterMark: 0 },
  )
}

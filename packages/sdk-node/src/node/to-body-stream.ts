import type { IncomingMessage } from 'node:http'

/**
 * The request's body as a Web stream, read only as far as somebody asks. Unlike `Readable.toWeb` it leaves the connection
 * alone when the reader gives up, so that a refusal (413) still reaches the client; Node then drops the rest.
 */
export function toBodyStream(request: IncomingMessage): ReadableStream<Uint8Array> {
  let stop: (() => void) | null = null
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        stop ??= listen(request, controller)
        request.resume()
      },
      cancel: () => {
        stop?.()
        request.resume()
      },
    },
    { highWaterMark: 0 },
  )
}

/** One chunk, then a pause until the next is asked for. @returns what takes the listeners off again. */
function listen(request: IncomingMessage, controller: ReadableStreamDefaultController<Uint8Array>): () => void {
  const onData = (chunk: Buffer): void => {
    controller.enqueue(chunk)
    request.pause()
  }
  const onEnd = (): void => controller.close()
  const onError = (error: Error): void => controller.error(error)
  const onClose = (): void => {
    if (!request.complete) controller.error(new Error('the client hung up before its request was complete'))
  }
  request.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose)
  return () => {
    request.off('data', onData).off('end', onEnd).off('close', onClose)
    // What fails after we have stopped listening is nobody's concern, and must not be an uncaught error.
    request.off('error', onError).on('error', () => undefined)
  }
}

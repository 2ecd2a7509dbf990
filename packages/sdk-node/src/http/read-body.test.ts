import { expect, test } from 'vitest'
import { readBody } from './read-body.ts'

const url = 'https://app.example.com/auth/scim/v2/Users'

/** A body of so many chunks, and how often more was asked for. */
function createStreamed(chunks: readonly Uint8Array[]) {
  const seen = { pulled: 0, isCancelled: false }
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        const chunk = chunks[seen.pulled++]
        if (chunk === undefined) controller.close()
        else controller.enqueue(chunk)
      },
      cancel: () => void (seen.isCancelled = true),
    },
    { highWaterMark: 0 },
  )
  return { seen, request: new Request(url, { method: 'POST', body, duplex: 'half' } as RequestInit) }
}

test('reads text that is cut in the middle of a character', async () => {
  const bytes = Buffer.from('Ana São')
  const { request } = createStreamed([bytes.subarray(0, 6), bytes.subarray(6)])
  expect(await readBody(request, { maxBytes: 8 })).toBe('Ana São')
})
test('reads nothing where there is no body', async () => {
  expect(await readBody(new Request(url, { method: 'POST' }), { maxBytes: 1 })).toBe('')
})
test('refuses a body that is announced to be too large, unread', async () => {
  const request = new Request(url, { method: 'POST', body: 'x', headers: { 'content-length': '9' } })
  await expect(readBody(request, { maxBytes: 8 })).rejects.toMatchObject({ code: 'REQUEST_TOO_LARGE' })
  expect(request.bodyUsed).toBe(false)
})
test('reads no further than it may, whatever was announced', async () => {
  const { request, seen } = createStreamed(Array.from({ length: 100 }, () => new Uint8Array(10)))
  request.headers.set('content-length', '5')
  await expect(readBody(request, { maxBytes: 25, what: 'form' })).rejects.toThrow('the form has more than 25 bytes')
  expect(seen.pulled).toBeLessThan(6)
  expect(seen.isCancelled).toBe(true)
})
test('says when a body does not arrive', async () => {
  const body = new ReadableStream({
    pull: () => {
      throw new Error('hung up')
    },
  })
  const request = new Request(url, { method: 'POST', body, duplex: 'half' } as RequestInit)
  await expect(readBody(request, { maxBytes: 8 })).rejects.toMatchObject({ code: 'REQUEST_INVALID' })
})

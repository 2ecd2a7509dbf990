import { startServer } from './start-server.ts'

/** What a request to the app looked like. */
export interface Arrival {
  readonly method: string
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
}

/** An application that only says what arrived. On another site than the service, so that cookies behave as in life. */
export interface TestApp {
  readonly url: string
  readonly close: () => Promise<void>
}

export async function startApp(): Promise<TestApp> {
  const server = await startServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')))
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ method: request.method, url: request.url, fields }))
    })
  })
  return { url: `http://localhost:${server.port}`, close: server.close }
}

/** Reads the answer of {@link startApp}. */
export function toArrival(page: { readonly body: string }): Arrival {
  return JSON.parse(page.body) as Arrival
}

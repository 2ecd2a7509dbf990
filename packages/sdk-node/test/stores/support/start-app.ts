import type { Send } from '../../../src/testing/create-client.ts'
import type { AppAnswer, AppRequest, AppSetup } from './app-process.ts'
import { startProcess } from './start-process.ts'

/** An app in a process of its own. */
export interface StartedApp {
  readonly send: Send
  readonly close: () => Promise<void>
}

export async function startApp(setup: AppSetup): Promise<StartedApp> {
  const { child, kill } = await startProcess('app-process.ts', setup)
  const waiting = new Map<number, (answer: AppAnswer) => void>()
  child.on('message', (answer: AppAnswer) => {
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  let requests = 0
  const send: Send = async (request) => {
    const id = (requests += 1)
    const answered = new Promise<AppAnswer>((resolve) => waiting.set(id, resolve))
    const body = request.method === 'GET' ? null : await request.text()
    child.send({
      id,
      url: request.url,
      method: request.method,
      headers: [...request.headers],
      body,
    } satisfies AppRequest)
    const { status, headers, body: text } = await answered
    return new Response(text === '' ? null : text, { status, headers })
  }
  return { send, close: kill }
}

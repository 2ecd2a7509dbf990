import { createAuth, type Auth, type AuthOptions } from '../../../src/index.ts'
import { openStore, type StoreSetup } from './store-setup.ts'

/** What an app process is told first. */
export interface AppSetup {
  readonly store: StoreSetup
  readonly options: Pick<AuthOptions, 'baseUrl' | 'secrets' | 'connections'>
}

/** A request, as a message. */
export interface AppRequest {
  readonly id: number
  readonly url: string
  readonly method: string
  readonly headers: readonly [string, string][]
  readonly body: string | null
}

/** Its answer. */
export interface AppAnswer {
  readonly id: number
  readonly status: number
  readonly headers: [string, string][]
  readonly body: string
}

/** An app without a port: a request comes as a message and is answered by one. */
async function answer(auth: Auth, { id, url, method, headers, body }: AppRequest): Promise<void> {
  const response = await auth.handler(new Request(url, { method, headers: [...headers], body }))
  const text = await response.text()
  process.send?.({ id, status: response.status, headers: [...response.headers], body: text } satisfies AppAnswer)
}

process.once('message', ({ store, options }: AppSetup) => {
  const auth = createAuth({ ...options, store: openStore(store), log: () => {} })
  process.on('message', (request: AppRequest) => void answer(auth, request))
})

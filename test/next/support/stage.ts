import { createAuth, memoryStore, type LogEntry } from '@launchpad-sso/sdk-node'
import { mintSession } from '@launchpad-sso/sdk-node/testing'
import { findActionId } from './list-actions.ts'
import { send } from './send.ts'
import type { NextApp } from './start-next.ts'

type Sent = Readonly<Record<string, string>>

/** The fixture app with an `Auth` of its own, and a clock that stands still. */
export interface Stage {
  /** How often the app has asked. */
  readonly asked: { getSession: number; guard: number }
  readonly logged: readonly LogEntry[]
  readonly ask: (path: string, headers: Sent, method?: string) => Promise<Response>
  /** Calls the app's server action as Next's client does. */
  readonly act: (page: string, headers?: Sent) => Promise<Response>
  /** A `Cookie` header of Ana's. */
  readonly signIn: (roles?: readonly string[]) => Promise<string>
  readonly passSeconds: (seconds: number) => void
}

export function setStage(app: NextApp): Stage {
  let time = Date.parse('2026-11-22T12:00:00Z')
  const logged: LogEntry[] = []
  const auth = createAuth({
    baseUrl: app.baseUrl,
    secrets: ['test-secret-of-the-next-application'],
    store: memoryStore(),
    log: (entry) => void logged.push(entry),
    now: () => new Date(time),
  })
  const asked = { getSession: 0, guard: 0 }
  app.use({
    ...auth,
    getSession: (source) => {
      asked.getSession++
      return auth.getSession(source)
    },
    guard: (request, options) => {
      asked.guard++
      return auth.guard(request, options)
    },
  })
  const at = (path: string): URL => new URL(path, app.baseUrl)
  return {
    asked,
    logged,
    ask: (path, headers, method = 'GET') => send(at(path), method, headers),
    act: (page, headers = {}) => {
      const action = {
        accept: 'text/x-component',
        'next-action': findActionId(),
        'content-type': 'text/plain;charset=UTF-8',
      }
      return send(at(page), 'POST', { origin: app.baseUrl, ...action, ...headers }, '[]')
    },
    signIn: async (roles = []) => (await mintSession(auth, { email: 'ana@acme.test', roles })).cookie,
    passSeconds: (seconds) => void (time += seconds * 1000),
  }
}

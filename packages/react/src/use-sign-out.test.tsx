import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ReactElement } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest'
import { ana } from '../test/people.ts'
import { renderInApp } from '../test/render-in-app.tsx'
import { Who } from '../test/who.tsx'
import type { SignOutOptions } from './sign-out/post-logout.ts'
import { useSignOut } from './use-sign-out.ts'

let server: Server
let asked: { readonly method: string; readonly url: string; readonly accept: string; readonly form: string }[]
let status: number
let answer: unknown
let left: MockInstance<(url: string | URL) => void>
let channel: BroadcastChannel
let told: unknown[]

beforeEach(async () => {
  asked = []
  status = 200
  answer = { session: null, logoutUrl: null, logoutFields: null }
  server = createServer((request, response) => void take(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { happyDOM } = window as unknown as { readonly happyDOM: { readonly setURL: (url: string) => void } }
  happyDOM.setURL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`)
  left = vi.spyOn(location, 'assign').mockImplementation(() => {})
  told = []
  channel = new BroadcastChannel('launchpad-session:/auth')
  channel.addEventListener('message', ({ data }) => told.push(data))
})
afterEach(async () => {
  cleanup()
  vi.restoreAllMocks()
  channel.close()
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
})

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let form = ''
  for await (const part of request) form += String(part)
  const { method = '', url = '', headers } = request
  asked.push({ method, url, accept: headers.accept ?? '', form })
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
}

/** Presses a button that signs out; answers with what came of it. */
async function press(options?: SignOutOptions): Promise<unknown> {
  const outcomes: unknown[] = []
  const Button = (): ReactElement => {
    const signOut = useSignOut()
    const note = (outcome: unknown): void => void outcomes.push(outcome)
    return (
      <>
        <Who />
        <button onClick={() => void signOut(options).then(note, (error: Error) => note(error.message))}>Leave</button>
      </>
    )
  }
  renderInApp(<Button />, { initialSession: ana })
  // What the tab says when it is opened.
  await waitFor(() => expect(told).toHaveLength(2))
  told = []
  fireEvent.click(screen.getByRole('button'))
  await waitFor(() => expect(outcomes).toHaveLength(1))
  return outcomes[0]
}

describe('signing out by a function', () => {
  it('ends the session, tells the other tabs, and goes to the start page', async () => {
    await press()
    expect(asked).toEqual([{ method: 'POST', url: '/auth/logout', accept: 'application/json', form: 'return_to=%2F' }])
    expect(left.mock.calls).toEqual([['/']])
    await waitFor(() => expect(told).toEqual([{ id: null }]))
    // Nothing flickers before the page is gone.
    expect(screen.getByRole('status').textContent).toBe('authenticated Ana Souza')
  })

  it.each([
    [{ returnTo: '/bye?x=1' }, 'return_to=%2Fbye%3Fx%3D1', '/bye?x=1'],
    [{ returnTo: 'https://evil.test/' }, 'return_to=%2F', '/'],
    [{ singleLogout: true }, 'return_to=%2F&single_logout=true', '/'],
    [{ singleLogout: false }, 'return_to=%2F&single_logout=false', '/'],
  ])('with %j asks for just that', async (options, form, target) => {
    await press(options)
    expect(asked.map((one) => one.form)).toEqual([form])
    expect(left.mock.calls).toEqual([[target]])
  })

  it('goes on to the identity provider where the session there ends too', async () => {
    answer = { session: null, logoutUrl: 'https://idp.test/logout?id_token_hint=x', logoutFields: null }
    await press({ returnTo: '/bye' })
    expect(left.mock.calls).toEqual([['https://idp.test/logout?id_token_hint=x']])
  })

  it('posts there what has to be posted', async () => {
    const sent: [string, string, [string, FormDataEntryValue][]][] = []
    vi.spyOn(HTMLFormElement.prototype, 'submit').mockImplementation(function (this: HTMLFormElement) {
      sent.push([this.method, this.action, [...new FormData(this)]])
    })
    const logoutFields = { SAMLRequest: 'PHNhbWw+"<', RelayState: 'x' }
    answer = { session: null, logoutUrl: 'https://idp.test/slo', logoutFields }
    await press()
    expect(sent).toEqual([['post', 'https://idp.test/slo', Object.entries(logoutFields)]])
    expect(left).not.toHaveBeenCalled()
    document.querySelector('body > form')?.remove()
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 7])(
    'runs no script that an answer names: %j',
    async (logoutUrl) => {
      answer = { session: null, logoutUrl, logoutFields: null }
      await press()
      expect(left.mock.calls).toEqual([['/']])
    },
  )

  it.each([403, 500, 503])('rejects when the answer is %d, and nothing has ended', async (code) => {
    status = code
    expect(await press()).toBe(`/auth/logout: expected the session to end, got status ${code}`)
    expect(left).not.toHaveBeenCalled()
    expect(told).toEqual([])
    expect(screen.getByRole('status').textContent).toBe('authenticated Ana Souza')
  })
})

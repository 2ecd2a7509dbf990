import { createAuth } from '@launchpad-sso/sdk-node'
import { mintSession } from '@launchpad-sso/sdk-node/testing'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFreePorts } from './support/find-free-ports.ts'
import { findSessionEmail } from './support/find-session-email.ts'
import { launchChromium } from './support/launch-chromium.ts'
import { startNextIdentity } from './support/next-identity.ts'
import { startNextServer } from './support/next-server.ts'
import { findSignInForm, signInAtHome, typeEmailIntoForm } from './support/next-sign-in.ts'
import { ana, bruno, people } from './support/people.ts'
import { startDemo, type Demo } from './support/start-demo.ts'
import { visit } from './support/visit.ts'

let demo: Demo
let chromium: Browser
/** Ana's session cookie as a header has it. */
let cookie: string
/** What Ana's browser holds once she is signed in. */
let signedIn: Awaited<ReturnType<BrowserContext['storageState']>>

beforeAll(async () => {
  ;[demo, chromium] = await Promise.all([startDemo('next-app'), launchChromium()])
  await visit(chromium, {}, async (page, context) => {
    await signInAtHome(page, demo.appUrl, ana)
    signedIn = await context.storageState()
    const found = (await context.cookies(demo.appUrl)).find(({ name }) => /^launchpad-\d+$/.test(name))
    cookie = `${found!.name}=${found!.value}`
  })
})

afterAll(async () => {
  await chromium?.close()
  expect(await demo?.stop()).toBe(0)
})

interface Answer {
  readonly requests: readonly { readonly id: string; readonly state: string }[]
}

const page = { accept: 'text/html' }
const json = { accept: 'application/json' }
const ask = (path: string, headers: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(`${demo.appUrl}${path}`, { headers, redirect: 'manual' })

describe('a session cookie', () => {
  const nameOf = (): string => cookie.slice(0, cookie.indexOf('='))
  const flipped = (at: number): string => cookie.slice(0, at) + (cookie[at] === 'A' ? 'B' : 'A') + cookie.slice(at + 1)
  const foreign = async (): Promise<string> => {
    const other = createAuth({ baseUrl: demo.appUrl, secrets: ['the secret of somebody else, long enough'] })
    return (await mintSession(other, { email: ana.email, organization: 'acme' })).cookie
  }
  const bad: Readonly<Record<string, () => string | Promise<string>>> = {
    'with a changed byte at its end': () => flipped(cookie.length - 12),
    'with a changed byte in its middle': () => flipped(Math.floor((nameOf().length + cookie.length) / 2)),
    'cut short': () => cookie.slice(0, -20),
    'with nothing in it': () => `${nameOf()}=`,
    'with something behind it': () => `${cookie}AAAA`,
    'that is there twice, with different values': () => `${cookie}; ${flipped(cookie.length - 12)}`,
    'that is far too large': () => `${nameOf()}=${'A'.repeat(9000)}`,
    'with percent signs and quotes': () => `${nameOf()}="%00%ff%zz"`,
    'sealed by somebody else': foreign,
  }

  it('that is whole opens the pages', async () => {
    expect((await ask('/dashboard', { ...page, cookie })).status).toBe(200)
    expect((await ask('/api/requests', { ...json, cookie })).status).toBe(200)
    expect(await (await ask('/', { ...page, cookie })).text()).toContain('user-menu')
  })

  it.each(Object.entries(bad))('%s is no session, and no failure', async (_name, make) => {
    const headers = { cookie: await make() }
    const dashboard = await ask('/dashboard', { ...page, ...headers })
    expect([dashboard.status, dashboard.headers.get('location')]).toEqual([303, '/auth/login?return_to=%2Fdashboard'])
    const home = await ask('/', { ...page, ...headers })
    expect(home.status).toBe(200)
    expect(await home.text()).not.toContain(ana.email)
    expect((await ask('/api/requests', { ...json, ...headers })).status).toBe(401)
    const session = await ask('/auth/session', { ...json, ...headers })
    expect([session.status, await session.json()]).toEqual([200, { session: null }])
  })

  it('beyond what a server takes is refused by the server', async () => {
    const { status } = await ask('/dashboard', { ...page, cookie: `${nameOf()}=${'A'.repeat(40_000)}` })
    expect(status).toBe(431)
  })
})

it('believes no header that only its own proxy may set', async () => {
  const answer = await ask('/dashboard', { ...page, 'x-launchpad-url': '/somewhere', 'x-launchpad-session': cookie })
  expect(answer.headers.get('location')).toBe('/auth/login?return_to=%2Fdashboard')
})

describe('a session that ends while a page is open', () => {
  it('answers a server action with 401, and leads to the sign-in and back to the page', () =>
    visit(chromium, { failures: [401] }, async (tab, context) => {
      await signInAtHome(tab, demo.appUrl, ana)
      const path = '/requests/1041?tab=history'
      await tab.goto(`${demo.appUrl}${path}`)
      await context.clearCookies({ name: /^launchpad-\d+$/ })
      const answer = tab.waitForResponse((response) => response.request().method() === 'POST')
      await tab.getByRole('button', { name: 'Approve Safety shoes, 60 pairs' }).click()
      expect((await answer).status()).toBe(401)

      await tab.waitForURL(`${demo.appUrl}/sign-in?return_to=${encodeURIComponent(path)}`)
      await typeEmailIntoForm(tab, ana)
      // The identity service still knows her.
      await tab.waitForURL(`${demo.appUrl}${path}`)
      await tab.getByRole('button', { name: 'Approve Safety shoes, 60 pairs' }).waitFor()
    }))

  it('becomes the sign-in by itself where a server action is answered with nothing but 401', () =>
    visit(
      chromium,
      { failures: [401], storageState: signedIn, mayLog: /An unexpected response was received/ },
      async (tab, context) => {
        await tab.goto(`${demo.appUrl}/requests/1041`)
        await context.clearCookies({ name: /^launchpad-\d+$/ })
        await tab.route(/\/requests\/1041$/, (route) => route.fulfill({ status: 401, json: {} }))
        await tab.getByRole('button', { name: 'Approve Safety shoes, 60 pairs' }).click()
        await tab.getByRole('heading', { name: 'You are signed out' }).waitFor()
        await findSignInForm(tab).waitFor()
      },
    ))

  it('makes the page that reads our API the sign-in as well', () =>
    visit(chromium, { failures: [401], storageState: signedIn }, async (tab, context) => {
      await tab.route('**/api/requests', async (route) => {
        await context.clearCookies({ name: /^launchpad-\d+$/ })
        await route.fulfill({ response: await route.fetch({ headers: { accept: 'application/json' } }) })
      })
      await tab.goto(`${demo.appUrl}/team`)
      await tab.getByRole('heading', { name: 'You are signed out' }).waitFor()
      await findSignInForm(tab).waitFor()
    }))

  it('runs no server action without one, wherever it is sent, neither as a script sends it nor as a form does', async () => {
    const dashboard = await (await ask('/dashboard', { ...page, cookie })).text()
    const [, action = ''] = /\$ACTION_ID_([0-9a-f]+)/.exec(dashboard) ?? []
    expect(action).not.toBe('')
    const asForm = { fields: { [`$ACTION_ID_${action}`]: '', id: '1042', event: 'approved' }, last: {}, headers: page }
    const asScript = {
      fields: { _1_id: '1042', _1_event: 'approved' },
      // React sends the arguments last.
      last: { '0': '["$K1"]' },
      headers: { accept: 'text/x-component', 'next-action': action },
    }
    const call = (
      path: string,
      { fields, last, headers }: typeof asForm | typeof asScript,
      more = {},
    ): Promise<Response> => {
      const body = new FormData()
      for (const [name, value] of [...Object.entries(fields), ...Object.entries(last)]) body.append(name, value)
      const all = { origin: demo.appUrl, ...headers, ...more }
      return fetch(`${demo.appUrl}${path}`, { method: 'POST', headers: all, body, redirect: 'manual' })
    }
    const findState = async (id: string): Promise<string | undefined> => {
      const { requests } = (await (await ask('/api/requests', { ...json, cookie })).json()) as Answer
      return requests.find((request) => request.id === id)?.state
    }
    for (const path of ['/dashboard', '/requests/1042', '/', '/catalogue', '/sign-in', '/auth/session', '/icon.svg'])
      for (const how of [asForm, asScript])
        expect([path, (await call(path, how)).status]).toEqual([path, expect.toSatisfy((status) => status < 500)])
    expect(await findState('1042')).toBe('waiting')

    // It is the session alone that was missing.
    await call('/dashboard', asScript, { cookie })
    expect(await findState('1042')).toBe('approved')
    await call('/dashboard', { ...asForm, fields: { ...asForm.fields, id: '1041', event: 'declined' } }, { cookie })
    expect(await findState('1041')).toBe('declined')
  })
})

describe('the way back after sign-in', () => {
  const evil = [
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '\\\\evil.example/',
    '/%2fevil.example/',
    '/%5cevil.example/',
    '/%252f%252fevil.example/',
    'javascript:alert(1)',
    '/auth/logout',
    ' /dashboard',
  ]

  it('becomes the start page when it leads anywhere else', () =>
    visit(chromium, {}, async (tab) => {
      for (const returnTo of evil) {
        const query = `return_to=${encodeURIComponent(returnTo)}`
        await tab.goto(`${demo.appUrl}/sign-in?${query}`)
        const field = findSignInForm(tab).locator('input[name=return_to]')
        expect([returnTo, await field.getAttribute('value')]).toEqual([returnTo, '/'])
        const { headers } = await ask(`/auth/login?${query}`, page)
        expect([returnTo, headers.get('location')]).toEqual([returnTo, '/sign-in?return_to=%2F'])
      }
    }))

  it('leads to the start page after a whole sign-in', () =>
    visit(chromium, {}, async (tab) => {
      await tab.goto(
        `${demo.appUrl}/auth/login?email=${bruno.email}&return_to=${encodeURIComponent('//evil.example/')}`,
      )
      await tab.locator('input[name=password]').fill(bruno.password)
      await tab.locator('button[type=submit]').click()
      await tab.waitForURL(`${demo.appUrl}/`)
    }))
})

it('shows a typed error while the identity service is down, and keeps the sessions there are', async () => {
  const [port = 0, identityPort = 0] = await findFreePorts(2)
  const secrets = { authSecret: 'a secret of the browser tests, long enough', globexClientSecret: 'globex-secret' }
  const identityUrl = `http://localhost:${identityPort}`
  const app = await startNextServer({ port, identityUrl, ...secrets })
  const { appUrl } = app
  const showsError = (person: typeof ana): Promise<void> =>
    visit(chromium, { failures: [502, 503, 504] }, async (tab) => {
      await tab.goto(`${appUrl}/`)
      await typeEmailIntoForm(tab, person)
      await tab.getByRole('link', { name: 'Start again' }).waitFor()
      expect(await tab.getByText(/^[A-Z]+_[A-Z_]+$/).textContent()).toBe(unavailable[person.protocol])
    })
  try {
    for (const person of people) await showsError(person)
    const identity = await startNextIdentity({ port: identityPort, appUrl, ...secrets })
    await visit(chromium, {}, async (tab, context) => {
      await signInAtHome(tab, appUrl, ana)
      await identity.stop()
      await tab.goto(`${appUrl}/requests/1041`)
      await tab.getByRole('button', { name: 'Approve Safety shoes, 60 pairs' }).click()
      await tab.getByText('Approved').waitFor()
      expect(await findSessionEmail(context, appUrl)).toBe(ana.email)
    })
    await showsError(bruno)
  } finally {
    await app.stop()
  }
})

const unavailable = { SAML: 'SAML_METADATA_UNAVAILABLE', OIDC: 'OIDC_DISCOVERY_FAILED' } as const

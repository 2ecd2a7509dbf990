import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createGate } from '../test/discovery.ts'
import { renderInApp, toApp } from '../test/render-in-app.tsx'
import { Launchpad } from './launchpad.tsx'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  server.resetHandlers()
})

const identity = 'https://id.example.test'
const shop = { id: 'shop', name: 'Web shop', description: 'Orders', url: `${identity}/launch/shop` }
const ledger = { id: 'ledger', name: 'Ledger', description: null, url: `${identity}/launch/ledger` }
const list = { applications: [shop, ledger] }

/** What scripts of a registered application get from the identity service. */
const cors = {
  'access-control-allow-origin': 'http://localhost:3000',
  'access-control-allow-credentials': 'true',
}
/** @returns the credentials mode of every question, oldest first. */
function answerWith(answer: () => Response | Promise<Response>): RequestCredentials[] {
  const asked: RequestCredentials[] = []
  server.use(
    http.get(`${identity}/launchpad/applications`, ({ request }) => {
      asked.push(request.credentials)
      return answer()
    }),
  )
  return asked
}
const json = (body: unknown, status = 200) => HttpResponse.json(body as null, { status, headers: cors })
const links = () => screen.queryAllByRole<HTMLAnchorElement>('link')
const status = () => document.querySelector('[aria-live=polite]')?.textContent

describe('the tiles', () => {
  it('are links that open in a new tab, which is said', () => {
    renderInApp(<Launchpad applications={list.applications} className="mine" />)
    const [first, second] = links()
    expect(first).toMatchObject({ href: shop.url, target: '_blank', rel: 'noopener' })
    expect(first?.textContent).toBe('WSWeb shop Orders Open (opens in a new tab)')
    expect(first?.querySelector('[aria-hidden=true]')?.textContent).toBe('WS')
    expect(second?.textContent).toBe('LLedger  Open (opens in a new tab)')
    expect(screen.getByRole('region', { name: 'Your applications' }).className).toBe('mine')
  })

  it('ask nobody for what the app gives them', () => {
    renderInApp(<Launchpad applications={[]} identityService={identity} />)
    expect(document.body.textContent).toContain('No applications yet')
  })

  it('may lead to a path of the app itself', () => {
    renderInApp(<Launchpad applications={[{ id: 'a', name: 'A', url: '/reports' }]} />)
    expect(links()[0]?.getAttribute('href')).toBe('/reports')
  })

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'data:text/html,x',
    'mailto:ana@acme.test',
    'http://',
    null,
    7,
  ])('leave out %j, which is no address of the web', async (url) => {
    const bad = { ...ledger, url } as typeof ledger
    renderInApp(<Launchpad applications={[bad, shop]} />)
    expect(links().map(({ href }) => href)).toEqual([shop.url])
    cleanup()
    answerWith(() => json({ applications: [bad, shop] }))
    renderInApp(<Launchpad identityService={identity} />)
    await waitFor(() => expect(links().map(({ href }) => href)).toEqual([shop.url]))
  })

  it('show the picture of an application, and its initials when there is none or it does not load', () => {
    const icons = ['https://cdn.example.test/shop.svg', 'javascript:alert(1)']
    renderInApp(<Launchpad applications={icons.map((iconUrl, index) => ({ ...shop, id: `${index}`, iconUrl }))} />)
    const image = document.querySelector('img')!
    expect([image.src, image.alt, document.querySelectorAll('img').length]).toEqual([icons[0], '', 1])
    fireEvent.error(image)
    expect([
      document.querySelectorAll('img').length,
      links().map(({ textContent }) => textContent?.slice(0, 2)),
    ]).toEqual([0, ['WS', 'WS']])
  })

  it('are hydrated without a complaint', async () => {
    const complaints: unknown[] = []
    vi.spyOn(console, 'error').mockImplementation((...words) => void complaints.push(words))
    const app = toApp(<Launchpad applications={list.applications} />)
    const container = document.body.appendChild(document.createElement('div'))
    container.innerHTML = renderToString(app)
    const root = await act(async () =>
      hydrateRoot(container, app, { onRecoverableError: (error) => void complaints.push(error) }),
    )
    expect([complaints, links().length]).toEqual([[], 2])
    act(() => root.unmount())
    container.remove()
  })
})

describe('the list of the identity service', () => {
  it.each([identity, `${identity}/`])('is asked for at %s with the cookie there', async (address) => {
    const asked = answerWith(() => json(list))
    renderInApp(<Launchpad identityService={address} />)
    expect([status(), links()]).toEqual(['Loading your applications…', []])
    await waitFor(() => expect(links()).toHaveLength(2))
    expect([status(), new Set(asked)]).toEqual(['', new Set(['include'])])
  })

  it('is found through the SDK when the app names no service', async () => {
    server.use(http.get('*/sso/launchpad', () => json({ applicationsUrl: `${identity}/launchpad/applications` })))
    answerWith(() => json(list))
    renderInApp(<Launchpad />, { basePath: '/sso' })
    await waitFor(() => expect(links()).toHaveLength(2))
  })

  it('is empty where the SDK is connected to no service', async () => {
    server.use(http.get('*/auth/launchpad', () => json({ applicationsUrl: null })))
    renderInApp(<Launchpad />)
    await screen.findByText(/No applications yet/)
  })

  it('leaves out what has no name or comes twice', async () => {
    answerWith(() => json({ applications: [null, 'x', { id: 'x', url: identity }, { ...ledger, id: 1 }, shop, shop] }))
    renderInApp(<Launchpad identityService={identity} />)
    await waitFor(() => expect(links()).toHaveLength(1))
  })

  it.each([
    ['no answer', () => HttpResponse.error()],
    ['a failure', () => json({ error: 'INTERNAL' }, 500)],
    ['a refusal', () => json({ error: 'ORIGIN_MISMATCH' }, 403)],
    ['a failure with a list', () => json(list, 500)],
    ['a page', () => HttpResponse.html('<h1>Sign in</h1>', { headers: cors })],
    ['null', () => json(null)],
    ['no list', () => json({ applications: { shop } })],
  ])('has not come with %s: that is said, with a button that tries again and loses no focus', async (_, answer) => {
    let isUp = false
    answerWith(() => (isUp ? json(list) : answer()))
    renderInApp(<Launchpad identityService={identity} />)
    expect((await screen.findByRole('alert')).textContent).toContain('could not be loaded')
    isUp = true
    const retry = screen.getByRole('button', { name: 'Try again' })
    retry.focus()
    fireEvent.click(retry)
    expect([status(), document.activeElement]).toEqual(['Loading your applications…', screen.getByRole('region')])
    await waitFor(() => expect(links()).toHaveLength(2))
  })

  it('has not come when the SDK does not answer', async () => {
    server.use(http.get('*/auth/launchpad', () => HttpResponse.error()))
    renderInApp(<Launchpad />)
    await screen.findByRole('alert')
  })

  it('is behind a sign-in there: a link leads to it, and coming back asks again', async () => {
    let isSignedIn = false
    answerWith(() => (isSignedIn ? json(list) : json({ error: 'SESSION_REQUIRED' }, 401)))
    renderInApp(<Launchpad identityService={identity} />)
    const link = await screen.findByRole<HTMLAnchorElement>('link')
    expect([link.textContent, link.href]).toEqual(['Open the Launchpad (opens in a new tab)', `${identity}/`])
    isSignedIn = true
    fireEvent.focus(window)
    await waitFor(() => expect(links()).toHaveLength(2))
  })

  it('is not taken from a service that the app has turned away from, nor is its failure', async () => {
    const first = createGate()
    const second = createGate()
    answerWith(() => first.opened.then(() => json(list)))
    const { rerender } = renderInApp(<Launchpad identityService={identity} />)
    let isAsked = false
    server.use(
      http.get('https://other.example.test/launchpad/applications', async () => {
        isAsked = true
        await second.opened
        return json({ applications: [shop] })
      }),
    )
    rerender(toApp(<Launchpad identityService="https://other.example.test" />))
    await waitFor(() => expect(isAsked).toBe(true))
    first.open()
    // One more question to the first service: by its answer the late one has come.
    await act(async () => void (await (await fetch(`${identity}/launchpad/applications`)).json()))
    expect([status(), screen.queryByRole('alert')]).toEqual(['Loading your applications…', null])
    second.open()
    await waitFor(() => expect(links()).toHaveLength(1))
  })

  it.each([
    ['pt-BR', 'Carregando seus aplicativos…', 'Tentar de novo'],
    ['es', 'Cargando tus aplicaciones…', 'Intentar de nuevo'],
  ])('is spoken of in %s', async (locale, loading, retry) => {
    answerWith(() => HttpResponse.error())
    renderInApp(<Launchpad identityService={identity} />, { locale })
    expect(status()).toBe(loading)
    await screen.findByRole('button', { name: retry })
  })
})

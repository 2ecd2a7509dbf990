import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest'
import { SignInForm } from './sign-in-form.tsx'
import { createGate, discovery, password, several, sso, unknown, type Asked } from '../test/discovery.ts'
import { renderInApp } from '../test/render-in-app.tsx'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

let asked: Asked
let goTo: MockInstance<Location['assign']>
beforeEach(() => {
  asked = []
  history.replaceState(null, '', '/sign-in')
  goTo = vi.spyOn(location, 'assign').mockImplementation(() => {})
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  server.resetHandlers()
  localStorage.clear()
})

const answerWith = (answer: (email: string) => Response | Promise<Response>) => server.use(discovery(asked, answer))
const field = () => screen.getByLabelText<HTMLInputElement>('Work e-mail')
const button = (name = 'Continue with e-mail') => screen.getByRole('button', { name })
const type = (value: string) => fireEvent.change(field(), { target: { value } })
function submit(value: string): void {
  type(value)
  button().focus()
  fireEvent.click(button())
}
/** What somebody hears who comes to the field. */
const description = () =>
  (field().getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent)

describe('the form for the address', () => {
  it('is a plain form that the server answers where there are no scripts', () => {
    renderInApp(<SignInForm returnTo="/orders?page=2" id="mine" className="card" data-launchpad="other" />)
    const form = field().form!
    expect([form.method, form.getAttribute('action'), form.noValidate]).toEqual(['get', '/auth/login', true])
    expect(Object.fromEntries(new FormData(form))).toEqual({ email: '', return_to: '/orders?page=2' })
    expect(field()).toMatchObject({ type: 'email', required: true, autocomplete: 'email' })
    expect(description()).toEqual(['The address your organization gave you'])
    const root = document.getElementById('mine')!
    expect([root.className, root.dataset['launchpad']]).toEqual(['card', 'sign-in-form'])
  })

  it('holds the address it was given, and keeps the form under another base path', () => {
    renderInApp(<SignInForm defaultEmail="ana@acme.test" />, { basePath: '/sso' })
    expect([field().value, field().form?.getAttribute('action')]).toEqual(['ana@acme.test', '/sso/login'])
  })

  it('goes to the identity provider of the only connection, with the address and the way back', async () => {
    answerWith(sso)
    renderInApp(<SignInForm returnTo="/orders" />)
    submit(' ana@acme.test ')
    await waitFor(() => expect(goTo.mock.calls).toEqual([['/auth/login?email=x']]))
    expect(asked.map((query) => Object.fromEntries(query))).toEqual([{ email: 'ana@acme.test', return_to: '/orders' }])
  })

  it('offers several connections as links, and moves the focus to their heading and back', async () => {
    answerWith(several)
    renderInApp(<SignInForm />)
    submit('ana@acme.test')
    const heading = await screen.findByRole('heading', { name: 'Choose how to sign in' })
    await waitFor(() => expect(document.activeElement).toBe(heading))
    const links = screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])
    expect(links).toEqual([
      ['Acme staff', '/auth/login?connection=staff'],
      ['Acme partners', '/auth/login?connection=partners'],
    ])
    fireEvent.click(button('Back'))
    expect(document.activeElement).toBe(field())
    expect([field().value, goTo.mock.calls]).toEqual(['ana@acme.test', []])
  })

  it('goes to the page for passwords where the form asks for none itself', async () => {
    answerWith(password)
    renderInApp(<SignInForm />)
    submit('ana@acme.test')
    await waitFor(() => expect(goTo.mock.calls).toEqual([['/password?email=x']]))
  })

  it('says at the field that nobody serves the address, each time', async () => {
    answerWith(unknown)
    renderInApp(<SignInForm />)
    for (const round of [1, 2]) {
      submit('ana@nowhere.test')
      expect(document.activeElement).toBe(button())
      await waitFor(() => expect(document.activeElement).toBe(field()))
      expect([asked.length, field().getAttribute('aria-invalid')]).toEqual([round, 'true'])
      expect(description()).toEqual([expect.stringContaining('Single sign-on is not set up'), expect.any(String)])
      expect(screen.getByRole('alert').textContent).toContain('Single sign-on is not set up')
    }
    type('ana@acme.test')
    expect([screen.queryByRole('alert'), field().getAttribute('aria-invalid')]).toEqual([null, null])
  })

  it.each(['', 'ana', 'ana@', '@acme.test', 'ana souza@acme.test', 'ana@acme@test'])(
    'asks nobody about %j, which is no address, and says what is missing',
    async (text) => {
      renderInApp(<SignInForm />)
      // Browsers take white space out of such a field by themselves.
      submit(text)
      await waitFor(() => expect(document.activeElement).toBe(field()))
      expect(description()[0]).toContain('It needs an @ and a domain')
      expect(asked).toEqual([])
    },
  )

  it('says the same when the server finds that it is no address', async () => {
    answerWith(() => HttpResponse.json({ error: { code: 'REQUEST_INVALID' } }, { status: 400 }))
    renderInApp(<SignInForm />)
    submit('ana@nowhere..test')
    await waitFor(() => expect(description()[0]).toContain('It needs an @ and a domain'))
  })

  it('tells who asks too often to wait, and leaves the focus where it is', async () => {
    answerWith(() => HttpResponse.json({ error: { code: 'RATE_LIMITED' } }, { status: 429 }))
    renderInApp(<SignInForm />)
    submit('ana@acme.test')
    expect((await screen.findByRole('alert')).textContent).toContain('Too many attempts')
    expect([document.activeElement, field().getAttribute('aria-invalid')]).toEqual([button(), null])
  })

  it.each([
    ['no answer', () => HttpResponse.error()],
    ['a failure', () => HttpResponse.json({ error: { code: 'INTERNAL' } }, { status: 500 })],
    ['a page', () => HttpResponse.html('<h1>Sign in</h1>')],
    ['null', () => HttpResponse.json(null)],
    ['an unknown kind', () => HttpResponse.json({ kind: 'magic', loginUrl: '/auth/login' })],
    ['a script for an address', () => HttpResponse.json({ kind: 'password', loginUrl: 'javascript:alert(1)' })],
    [
      'a script of this origin for an address',
      () => HttpResponse.json({ kind: 'password', loginUrl: `blob:${location.origin}/7c9e6679-7425-40de-944b` }),
    ],
    ['another origin', () => HttpResponse.json({ kind: 'password', loginUrl: '//evil.test/auth/login' })],
    ['no list', () => HttpResponse.json({ kind: 'sso', loginUrl: '/auth/login' })],
    [
      'a link to another origin',
      () =>
        HttpResponse.json({
          kind: 'sso',
          loginUrl: '/auth/login',
          connections: [{ id: 'a', name: 'A', loginUrl: 'https://evil.test/' }],
        }),
    ],
  ])('calls %s no answer, and the same button tries again', async (_, answer) => {
    let isUp = false
    answerWith(() => (isUp ? sso() : answer()))
    renderInApp(<SignInForm />)
    submit('ana@acme.test')
    expect((await screen.findByRole('alert')).textContent).toContain('There is no answer')
    expect(document.activeElement).toBe(button('Try again'))
    expect(goTo).not.toHaveBeenCalled()
    isUp = true
    fireEvent.click(button('Try again'))
    expect(button('Try again').getAttribute('aria-busy')).toBe('true')
    await waitFor(() => expect(goTo).toHaveBeenCalledOnce())
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('while it is asking', () => {
  it('says so politely, keeps the button as it is, and asks once however often it is pressed', async () => {
    const { opened, open } = createGate()
    answerWith(async () => {
      await opened
      return sso()
    })
    renderInApp(<SignInForm />)
    const status = document.querySelector('[aria-live=polite]')!
    expect(status.textContent).toBe('')
    submit('ana@acme.test')
    fireEvent.click(button())
    fireEvent.submit(field().form!)
    expect(status.textContent).toBe('One moment…')
    expect([button().getAttribute('aria-busy'), document.activeElement]).toEqual(['true', button()])
    expect((button() as HTMLButtonElement).disabled).toBe(false)
    open()
    await waitFor(() => expect(goTo).toHaveBeenCalledOnce())
    expect(asked).toHaveLength(1)
    expect(button().getAttribute('aria-busy')).toBe('true')
  })

  it('forgets the question when the person changes the address', async () => {
    const { opened, open } = createGate()
    const { opened: answered, open: answer } = createGate()
    answerWith(async (email) => {
      if (email === 'bruno@globex.test') return unknown()
      await opened
      answer()
      return sso()
    })
    renderInApp(<SignInForm />)
    submit('ana@acme.test')
    await waitFor(() => expect(asked).toHaveLength(1))
    type('bruno@globex.test')
    expect(button().getAttribute('aria-busy')).toBe('false')
    open()
    await act(() => answered)
    expect(screen.queryByRole('alert')).toBeNull()
    fireEvent.click(button())
    expect((await screen.findByRole('alert')).textContent).toContain('Single sign-on is not set up')
    expect(goTo).not.toHaveBeenCalled()
  })

  it('is ready again when the person comes back to the page as it was left', async () => {
    answerWith(sso)
    renderInApp(<SignInForm />)
    submit('ana@acme.test')
    await waitFor(() => expect(goTo).toHaveBeenCalledOnce())
    fireEvent(window, Object.assign(new Event('pageshow'), { persisted: false }))
    expect(button().getAttribute('aria-busy')).toBe('true')
    fireEvent(window, Object.assign(new Event('pageshow'), { persisted: true }))
    expect(button().getAttribute('aria-busy')).toBe('false')
    fireEvent.click(button())
    await waitFor(() => expect(goTo).toHaveBeenCalledTimes(2))
  })
})

import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest'
import { discovery, several, sso, type Asked } from '../test/discovery.ts'
import { renderInApp, toApp } from '../test/render-in-app.tsx'
import { SignInForm } from './sign-in-form.tsx'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

const key = 'launchpad-organization'
const acme = JSON.stringify({ connection: 'acme', name: 'Acme' })
let goTo: MockInstance<Location['assign']>
beforeEach(() => {
  history.replaceState(null, '', '/sign-in')
  goTo = vi.spyOn(location, 'assign').mockImplementation(() => {})
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  server.resetHandlers()
  localStorage.clear()
})

const field = () => screen.getByLabelText<HTMLInputElement>('Work e-mail')
const shortcut = () => screen.queryByRole('link')
function submit(): void {
  fireEvent.change(field(), { target: { value: 'ana@acme.test' } })
  fireEvent.submit(field().form!)
}

describe('the way back', () => {
  const toReturnTo = () => new FormData(field().form!).get('return_to')

  it('is what the query of the page says', () => {
    history.replaceState(null, '', '/sign-in?return_to=%2Forders%3Fpage%3D2')
    localStorage.setItem(key, acme)
    renderInApp(<SignInForm />)
    expect(toReturnTo()).toBe('/orders?page=2')
    expect(shortcut()?.getAttribute('href')).toBe('/auth/login?connection=acme&return_to=%2Forders%3Fpage%3D2')
  })

  it('is rather what the app says', () => {
    history.replaceState(null, '', '/sign-in?return_to=/orders')
    renderInApp(<SignInForm returnTo="/invoices" />)
    expect(toReturnTo()).toBe('/invoices')
  })

  it.each(['//evil.test', '/\\evil.test', 'https://evil.test', '/%2Fevil.test', 'javascript:alert(1)'])(
    'is / for %j, in the form, in the question and in the link',
    async (text) => {
      const asked: Asked = []
      server.use(discovery(asked, sso))
      localStorage.setItem(key, acme)
      history.replaceState(null, '', `/sign-in?return_to=${encodeURIComponent(text)}`)
      renderInApp(<SignInForm />)
      expect(toReturnTo()).toBe('/')
      expect(shortcut()?.getAttribute('href')).toBe('/auth/login?connection=acme&return_to=%2F')
      submit()
      await waitFor(() => expect(asked.map((query) => query.get('return_to'))).toEqual(['/']))
    },
  )
})

describe('a problem that the server sends people back with', () => {
  it.each([
    ['email_invalid', 'It needs an @ and a domain'],
    ['email_unknown', 'Single sign-on is not set up'],
  ])('%s is said until the person does something, and the address can be mended', (word, message) => {
    history.replaceState(null, '', `/sign-in?error=${word}&email=ana%40acme`)
    renderInApp(<SignInForm />)
    expect(screen.getByRole('alert').textContent).toContain(message)
    expect([field().getAttribute('aria-invalid'), field().value]).toEqual(['true', 'ana@acme'])
    expect(document.activeElement).toBe(field())
    fireEvent.change(field(), { target: { value: 'a' } })
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it.each(['access_denied', '__proto__', '<b>', ''])('%j is a word of the app, and not ours', (code) => {
    history.replaceState(null, '', `/sign-in?error=${encodeURIComponent(code)}`)
    renderInApp(<SignInForm />)
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('the last organization', () => {
  it('is remembered when the person leaves for it, without the address', async () => {
    server.use(discovery([], sso))
    renderInApp(<SignInForm />)
    submit()
    await waitFor(() => expect(localStorage.getItem(key)).toBe(acme))
    expect(localStorage).toHaveLength(1)
  })

  it('is the one that was chosen among several', async () => {
    server.use(discovery([], several))
    renderInApp(<SignInForm />)
    submit()
    const choice = await screen.findByRole('link', { name: 'Acme partners' })
    expect(localStorage.getItem(key)).toBeNull()
    choice.addEventListener('click', (event) => event.preventDefault())
    fireEvent.click(choice)
    expect(localStorage.getItem(key)).toBe('{"connection":"partners","name":"Acme partners"}')
  })

  it('is one click away the next time, above the form', () => {
    localStorage.setItem(key, JSON.stringify({ connection: 'a&b=/c', name: '<b>Acme</b>' }))
    renderInApp(<SignInForm returnTo="/orders" />)
    const link = screen.getByRole('link', { name: 'Continue with <b>Acme</b>' })
    expect(link.getAttribute('href')).toBe('/auth/login?connection=a%26b%3D%2Fc&return_to=%2Forders')
    expect(link.compareDocumentPosition(field())).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
  })

  it('is forgotten for another address, and the field has the focus', () => {
    localStorage.setItem(key, acme)
    renderInApp(<SignInForm />)
    fireEvent.click(screen.getByRole('button', { name: 'Use another address' }))
    expect([localStorage.getItem(key), shortcut(), document.activeElement]).toEqual([null, null, field()])
  })

  it.each([
    'Acme',
    'null',
    '[]',
    '{}',
    '{"connection":1,"name":"Acme"}',
    '{"connection":"acme"}',
    '{"connection":"","name":"Acme"}',
    JSON.stringify({ connection: 'acme', name: 'A'.repeat(201) }),
  ])('is nothing when the storage holds %j', (text) => {
    localStorage.setItem(key, text)
    renderInApp(<SignInForm />)
    expect(shortcut()).toBeNull()
  })

  it('is nothing where the browser keeps no storage, and signing in works', async () => {
    vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    server.use(discovery([], sso))
    renderInApp(<SignInForm />)
    submit()
    await waitFor(() => expect(goTo).toHaveBeenCalledOnce())
    expect(shortcut()).toBeNull()
  })
})

describe('rendered on the server', () => {
  it('is hydrated without a complaint, and then knows the query and the last organization', async () => {
    const complaints: unknown[] = []
    vi.spyOn(console, 'error').mockImplementation((...words) => void complaints.push(words))
    const app = toApp(<SignInForm />)
    const container = document.body.appendChild(document.createElement('div'))
    container.innerHTML = renderToString(app)
    expect(container.textContent).toContain('Continue with e-mail')
    // Typed before the script is there.
    container.querySelector('input')!.value = 'ana@acme.test'
    localStorage.setItem(key, acme)
    history.replaceState(null, '', '/sign-in?return_to=/orders&error=email_unknown&email=bruno@globex.test')
    const root = await act(async () =>
      hydrateRoot(container, app, { onRecoverableError: (error) => void complaints.push(error) }),
    )
    expect(complaints).toEqual([])
    expect(shortcut()?.getAttribute('href')).toBe('/auth/login?connection=acme&return_to=%2Forders')
    expect(screen.getByRole('alert').textContent).toContain('Single sign-on is not set up')
    expect(field().value).toBe('ana@acme.test')
    act(() => root.unmount())
    container.remove()
  })
})

describe('the words', () => {
  it.each([
    ['pt-BR', 'Continuar com Acme', 'Continuar com o e-mail', 'Usar outro endereço'],
    ['es-MX', 'Continuar con Acme', 'Continuar con el correo', 'Usar otra dirección'],
    ['fr', 'Continue with Acme', 'Continue with e-mail', 'Use another address'],
  ])('are there in %s', (locale, organization, email, other) => {
    localStorage.setItem(key, acme)
    renderInApp(<SignInForm />, { locale })
    expect(shortcut()?.textContent).toBe(organization)
    expect(screen.getAllByRole('button').map((one) => one.textContent)).toEqual([other, email])
  })

  it('are those of the app where it has its own', () => {
    localStorage.setItem(key, acme)
    renderInApp(<SignInForm />, {
      messages: { continueWithOrganization: '{organization}: continuer', emailLabel: 'E' },
    })
    expect([shortcut()?.textContent, screen.getByLabelText<HTMLInputElement>('E').type]).toEqual([
      'Acme: continuer',
      'email',
    ])
  })
})

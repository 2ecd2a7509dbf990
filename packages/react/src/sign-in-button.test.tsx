import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SessionProvider, type SessionProviderProps } from './session-provider.tsx'
import { SignInButton, type SignInButtonProps } from './sign-in-button.tsx'

beforeEach(() => history.replaceState(null, '', '/reports/7?sort=name&page=2'))
afterEach(cleanup)

const app = (props: SignInButtonProps = {}, provider: SessionProviderProps = {}): ReactElement => (
  <SessionProvider initialSession={null} {...provider}>
    <SignInButton {...props} />
  </SessionProvider>
)
const link = (): HTMLAnchorElement => screen.getByRole('link')
const href = (): string | null => link().getAttribute('href')
/** Where the link leads when the event is over; nothing is really opened. */
function hrefAt(type: 'click' | 'pointerDown'): string | null {
  window.addEventListener('click', (event) => event.preventDefault(), { once: true })
  fireEvent[type](link())
  return href()
}

describe('the sign-in button', () => {
  it('is a link to the login that works without scripts', () => {
    expect(renderToString(app())).toBe('<a href="/auth/login" data-launchpad="sign-in-button">Sign in</a>')
  })

  it('passes on every hint, encoded', () => {
    render(app({ connection: 'a&b', organization: 'acme', email: 'ana+x@acme.test', returnTo: '/a?b=c&d=é' }))
    expect(href()).toBe(
      '/auth/login?connection=a%26b&organization=acme&email=ana%2Bx%40acme.test&return_to=%2Fa%3Fb%3Dc%26d%3D%C3%A9',
    )
  })

  it('leaves out hints that say nothing', () => {
    render(app({ connection: undefined, email: '', organization: 'acme' }))
    expect(href()).toBe('/auth/login?organization=acme')
  })

  it('starts below the base path', () => {
    render(app({}, { basePath: '/sso' }))
    expect(href()).toBe('/sso/login')
  })

  // A click is also what the Enter key gives; the other buttons of a mouse open tabs and menus, and no click comes of them.
  it.each(['click', 'pointerDown'] as const)('leads back to where the person is at %s', (type) => {
    render(app({ connection: 'okta' }))
    expect(href()).toBe('/auth/login?connection=okta')
    history.replaceState(null, '', '/reports/8?sort=date#top')
    expect(hrefAt(type)).toBe('/auth/login?connection=okta&return_to=%2Freports%2F8%3Fsort%3Ddate')
  })

  it('leads back to where the person came from on a page that was told', () => {
    history.replaceState(null, '', '/sign-in?return_to=%2Freports%2F9')
    render(app())
    expect(hrefAt('click')).toBe('/auth/login?return_to=%2Freports%2F9')
  })

  it('leads where the app wants to', () => {
    render(app({ returnTo: '/welcome' }))
    expect(hrefAt('click')).toBe('/auth/login?return_to=%2Fwelcome')
  })

  it('calls the handlers of the app first, which may stop it', () => {
    const seen: (string | null)[] = []
    const onClick = vi.fn<NonNullable<SignInButtonProps['onClick']>>((event) => {
      seen.push(event.currentTarget.getAttribute('href'))
      event.preventDefault()
    })
    const onPointerDown = vi.fn<() => void>()
    render(app({ onClick, onPointerDown }))
    const click = createEvent.click(link())
    fireEvent(link(), click)
    expect(seen).toEqual(['/auth/login'])
    expect(click.defaultPrevented).toBe(true)
    expect(href()).toBe('/auth/login')
    fireEvent.pointerDown(link())
    expect(onPointerDown).toHaveBeenCalledOnce()
  })

  it('passes other attributes on, and keeps its own mark', () => {
    render(app({ className: 'wide', id: 'enter', target: '_top', 'aria-label': 'Enter', children: <b>Go</b> }))
    expect(link().outerHTML).toBe(
      '<a class="wide" id="enter" target="_top" aria-label="Enter" href="/auth/login" data-launchpad="sign-in-button"><b>Go</b></a>',
    )
  })

  it.each([
    ['en', 'Sign in'],
    ['pt-BR', 'Entrar'],
    ['pt', 'Entrar'],
    ['es-MX', 'Iniciar sesión'],
    ['fr', 'Sign in'],
  ])('speaks the language of the provider: %s', (locale, word) => {
    render(app({}, { locale }))
    expect(link().textContent).toBe(word)
  })

  it("says the app's own word", () => {
    render(app({}, { locale: 'fr', messages: { signIn: 'Se connecter' } }))
    expect(link().textContent).toBe('Se connecter')
  })
})

import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ana } from '../test/people.ts'
import { SessionProvider } from './session-provider.tsx'
import { SignOutButton, type SignOutButtonProps } from './sign-out-button.tsx'

afterEach(cleanup)

const app = (props: SignOutButtonProps = {}, basePath?: string): ReactElement => (
  <SessionProvider initialSession={ana} basePath={basePath} locale="pt-BR">
    <SignOutButton {...props} />
  </SessionProvider>
)

describe('the sign-out button', () => {
  it('is a form that works without scripts', () => {
    const page = document.createElement('div')
    page.innerHTML = renderToString(app({ returnTo: '/bye?x=1' }))
    const form = page.querySelector('form')!
    expect(form.dataset['launchpad']).toBe('sign-out-button')
    expect([form.getAttribute('method'), form.getAttribute('action')]).toEqual(['post', '/auth/logout'])
    expect([...new FormData(form)]).toEqual([['return_to', '/bye?x=1']])
    const button = page.querySelector('button')!
    expect([button.type, button.textContent]).toEqual(['submit', 'Sair'])
    expect(button.dataset['launchpad']).toBe('sign-out-button-action')
  })

  it.each([true, false])('says whether the session at the identity provider ends too: %s', (singleLogout) => {
    const page = document.createElement('div')
    page.innerHTML = renderToString(app({ singleLogout }))
    expect([...new FormData(page.querySelector('form')!)]).toEqual([['single_logout', String(singleLogout)]])
  })

  it('leaves the way to the server when it knows none', () => {
    expect(renderToString(app({}, '/sso'))).not.toContain('<input')
    expect(renderToString(app({}, '/sso'))).toContain('action="/sso/logout"')
  })

  it('gives other attributes to the button', () => {
    render(app({ className: 'quiet', disabled: true, children: 'Leave' }))
    const button = screen.getByRole('button', { name: 'Leave' })
    expect(button.className).toBe('quiet')
    expect(button).toHaveProperty('disabled', true)
  })

  it('submits, unless a handler of the app stops it', () => {
    const submitted = vi.fn<(event: Event) => void>((event) => event.preventDefault())
    window.addEventListener('submit', submitted)
    const { rerender } = render(app({ onClick: (event) => event.preventDefault() }))
    fireEvent.click(screen.getByRole('button'))
    expect(submitted).not.toHaveBeenCalled()
    rerender(app())
    fireEvent.click(screen.getByRole('button'))
    expect(submitted).toHaveBeenCalledOnce()
    window.removeEventListener('submit', submitted)
  })
})

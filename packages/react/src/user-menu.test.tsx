import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ana } from '../test/people.ts'
import { renderInApp, toApp } from '../test/render-in-app.tsx'
import { UserMenu } from './user-menu.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const menu = () => document.querySelector('details')!
const summary = () => document.querySelector('summary')!

function show(): void {
  renderInApp(
    <>
      <UserMenu className="mine">
        <a href="/settings">Settings</a>
      </UserMenu>
      <button type="button">Elsewhere</button>
    </>,
    { initialSession: ana },
  )
}

function open(): void {
  summary().focus()
  fireEvent.click(summary())
  expect(menu().open).toBe(true)
}

describe('the menu', () => {
  it('says who is signed in and where, and holds the links of the app and the way out', () => {
    show()
    expect([summary().textContent, menu().className]).toEqual(['ASAna SouzaAccount menu', 'mine'])
    expect(summary().querySelector('[aria-hidden=true]')?.textContent).toBe('AS')
    open()
    for (const text of ['ana@acme.test', 'Acme', 'Settings']) expect(menu().textContent).toContain(text)
    const signOut = screen.getByRole<HTMLButtonElement>('button', { name: 'Sign out' })
    expect([signOut.form?.getAttribute('action'), signOut.form?.method]).toEqual(['/auth/logout', 'post'])
  })

  it('closes with Escape and gives the focus back to its button', () => {
    show()
    open()
    screen.getByText('Settings').focus()
    fireEvent.keyDown(document.activeElement!, { key: 'Escape' })
    expect([menu().open, document.activeElement]).toEqual([false, summary()])
  })

  it('leaves Escape to others while it is closed', () => {
    show()
    screen.getByText('Elsewhere').focus()
    fireEvent.keyDown(document.activeElement!, { key: 'Escape' })
    expect(document.activeElement).toBe(screen.getByText('Elsewhere'))
  })

  it('closes when the person presses elsewhere, and stays open when inside', () => {
    show()
    open()
    fireEvent.pointerDown(screen.getByText('ana@acme.test'))
    expect(menu().open).toBe(true)
    fireEvent.pointerDown(document.body)
    expect(menu().open).toBe(false)
  })

  it('closes when the focus goes elsewhere, and stays open when it moves inside', () => {
    show()
    open()
    act(() => screen.getByText('Settings').focus())
    expect(menu().open).toBe(true)
    act(() => screen.getByText('Elsewhere').focus())
    expect([menu().open, document.activeElement]).toEqual([false, screen.getByText('Elsewhere')])
  })

  it.each([
    [{ email: 'ana@acme.test', name: null }, 'A', 'ana@acme.test'],
    [{ email: null, name: null }, 'A', 'Acme'],
    [{ email: null, name: 'Ana Maria de Souza' }, 'AS', 'Ana Maria de Souza'],
  ])('makes do with %j', (user, initials, name) => {
    renderInApp(<UserMenu />, { initialSession: { ...ana, user: { id: 'x', ...user } } })
    expect(summary().textContent).toBe(`${initials}${name}Account menu`)
    expect(screen.getAllByText(name)).toHaveLength(2)
  })

  it('is not there while nobody is signed in', () => {
    expect(renderInApp(<UserMenu />).container.innerHTML).toBe('')
  })

  it('keeps a place while that is not known, which says nothing', () => {
    vi.spyOn(globalThis, 'fetch').mockImplementation(() => new Promise(() => {}))
    const { container } = renderInApp(<UserMenu />, { initialSession: undefined })
    expect(container.querySelectorAll('[aria-hidden=true]')).toHaveLength(1)
    expect([container.textContent, container.querySelector('details')]).toEqual(['', null])
  })

  it('is hydrated without a complaint', async () => {
    const complaints: unknown[] = []
    vi.spyOn(console, 'error').mockImplementation((...words) => void complaints.push(words))
    const app = toApp(<UserMenu />, { initialSession: ana })
    const container = document.body.appendChild(document.createElement('div'))
    container.innerHTML = renderToString(app)
    const root = await act(async () =>
      hydrateRoot(container, app, { onRecoverableError: (error) => void complaints.push(error) }),
    )
    expect([complaints, container.querySelector('summary')?.textContent]).toEqual([[], 'ASAna SouzaAccount menu'])
    act(() => root.unmount())
    container.remove()
  })

  it.each([
    ['pt-BR', 'Menu da conta', 'Sair'],
    ['es', 'Menú de la cuenta', 'Cerrar sesión'],
  ])('speaks %s', (locale, label, signOut) => {
    renderInApp(<UserMenu />, { initialSession: ana, locale })
    expect(summary().textContent).toContain(label)
    expect(menu().textContent).toContain(signOut)
  })
})

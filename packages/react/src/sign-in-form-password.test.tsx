import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest'
import { createGate, discovery, password } from '../test/discovery.ts'
import { ana } from '../test/people.ts'
import { renderInApp } from '../test/render-in-app.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { SignedIn } from './signed-in.tsx'
import { SignedOut } from './signed-out.tsx'
import type { SignInFormProps } from './sign-in-form.tsx'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

let goTo: MockInstance<Location['assign']>
beforeEach(() => {
  history.replaceState(null, '', '/sign-in')
  goTo = vi.spyOn(location, 'assign').mockImplementation(() => {})
  server.use(
    discovery([], password),
    http.get('*/auth/session', () => HttpResponse.json({ session: ana })),
  )
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  server.resetHandlers()
})

type OnPassword = NonNullable<SignInFormProps['onPassword']>
const passwordField = () => screen.getByLabelText<HTMLInputElement>('Password')
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })

async function comeToPassword(onPassword: OnPassword): Promise<void> {
  renderInApp(
    <>
      <SignedOut>
        <SignInForm onPassword={onPassword} returnTo="/orders" />
      </SignedOut>
      <SignedIn>Welcome</SignedIn>
    </>,
  )
  fireEvent.change(screen.getByLabelText('Work e-mail'), { target: { value: ' Ana@acme.test' } })
  fireEvent.click(button('Continue with e-mail'))
  await screen.findByLabelText('Password')
}

function submit(text: string): void {
  fireEvent.change(passwordField(), { target: { value: text } })
  fireEvent.click(button('Sign in'))
}

describe('the step for the password', () => {
  it('is announced to password managers in the step before', () => {
    renderInApp(<SignInForm onPassword={async () => true} />)
    expect(screen.getByLabelText<HTMLInputElement>('Work e-mail').autocomplete).toBe('username')
  })

  it('has the focus in its field, and holds the address for password managers', async () => {
    await comeToPassword(async () => true)
    const form = passwordField().form!
    await waitFor(() => expect(document.activeElement).toBe(passwordField()))
    expect(passwordField()).toMatchObject({ type: 'password', autocomplete: 'current-password', required: true })
    const name = form.querySelector<HTMLInputElement>('[autocomplete=username]')!
    expect([name.value, name.readOnly, form.method]).toEqual(['Ana@acme.test', true, 'post'])
  })

  it('shows and hides what is typed, and hides it when it is sent', async () => {
    await comeToPassword(() => new Promise(() => {}))
    const reveal = button('Show password')
    fireEvent.click(reveal)
    expect([passwordField().type, reveal.textContent]).toEqual(['text', 'Hide password'])
    fireEvent.click(reveal)
    expect([passwordField().type, reveal.textContent]).toEqual(['password', 'Show password'])
    fireEvent.click(reveal)
    submit('secret')
    expect(passwordField().type).toBe('password')
  })

  it('gives the app what was typed, once, then refreshes the session and goes where the person wanted', async () => {
    const onPassword = vi.fn<OnPassword>(async () => true)
    await comeToPassword(onPassword)
    submit('secret')
    fireEvent.submit(passwordField().form!)
    expect(document.querySelector('[aria-live=polite]')?.textContent).toBe('One moment…')
    // The session takes the form away here, and still the person gets on.
    await screen.findByText('Welcome')
    await waitFor(() => expect(goTo.mock.calls).toEqual([['/orders']]))
    expect(onPassword.mock.calls).toEqual([[{ email: 'Ana@acme.test', password: 'secret' }]])
  })

  it('says at the field that the password is wrong, each time', async () => {
    await comeToPassword(async () => false)
    for (const text of ['wrong', 'wrong']) {
      button('Sign in').focus()
      submit(text)
      const alert = await screen.findByRole('alert')
      expect(alert.textContent).toContain('is wrong')
      await waitFor(() => expect(document.activeElement).toBe(passwordField()))
      expect([passwordField().getAttribute('aria-describedby'), passwordField().getAttribute('aria-invalid')]).toEqual([
        alert.id,
        'true',
      ])
      expect([passwordField().selectionStart, passwordField().selectionEnd]).toEqual([0, 5])
    }
    expect(goTo).not.toHaveBeenCalled()
  })

  it.each([
    ['rejects', async () => Promise.reject(new Error('down'))],
    [
      'throws',
      () => {
        throw new Error('down')
      },
    ],
  ])('says that there is no answer when the app %s', async (_, onPassword) => {
    await comeToPassword(onPassword)
    submit('secret')
    expect((await screen.findByRole('alert')).textContent).toContain('There is no answer')
    expect([passwordField().getAttribute('aria-invalid'), passwordField().value]).toEqual([null, 'secret'])
    expect(button('Try again').form).toBe(passwordField().form)
  })

  it('leads back to the address, and an answer after that leads nowhere', async () => {
    const { opened, open } = createGate()
    const answered = opened.then(() => true)
    await comeToPassword(() => answered)
    submit('secret')
    fireEvent.click(button('Use another address'))
    const email = screen.getByLabelText<HTMLInputElement>('Work e-mail')
    expect([email.value, document.activeElement]).toEqual(['Ana@acme.test', email])
    open()
    expect(await answered).toBe(true)
    expect(button('Continue with e-mail').getAttribute('aria-busy')).toBe('false')
    fireEvent.click(button('Continue with e-mail'))
    await screen.findByLabelText('Password')
    expect(goTo).not.toHaveBeenCalled()
  })
})

import { expect, test } from 'vitest'
import { renderSignOutPage } from './sign-out-page.ts'
import { renderSignedOutPage } from './signed-out-page.ts'

const page = { locale: 'en', logoutUrl: '/auth/logout', who: 'ana@acme.test', cancelUrl: '/' } as const

test('signs out by a POST that a person has to press', () => {
  const { html, contentSecurityPolicy } = renderSignOutPage(page)
  expect(html).toContain('method="post" action="/auth/logout"')
  expect(html).toMatch(/<button[^>]+type="submit">Sign out<\/button>/)
  expect(html).not.toContain('<script')
  expect(contentSecurityPolicy).toMatch(/; form-action 'self'$/)
})

test('names the account that is left, escaped, or none when there is no name', () => {
  expect(renderSignOutPage(page).html).toContain('You are signed in as ana@acme.test.')
  expect(renderSignOutPage({ ...page, who: '<b>Ana' }).html).toContain('&lt;b&gt;Ana')
  expect(renderSignOutPage({ ...page, who: null }).html).not.toContain('null')
})

test('afterwards says that the session here is over and where to sign in again', () => {
  const { html } = renderSignedOutPage({ locale: 'en', signInUrl: '/auth/login' })
  expect(html).toContain('<h1>You are signed out</h1>')
  expect(html).toContain('href="/auth/login"')
})

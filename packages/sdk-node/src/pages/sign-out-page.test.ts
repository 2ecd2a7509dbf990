import { expect, test } from 'vitest'
import { renderSignOutPage, type SignOutPage } from './sign-out-page.ts'
import { renderSignedOutPage } from './signed-out-page.ts'

const page: SignOutPage = {
  locale: 'en',
  logoutUrl: '/auth/logout',
  who: 'ana@acme.test',
  cancelUrl: '/',
  returnTo: '/bye',
  ourUrl: new URL('https://app.example.test'),
  provider: null,
  leadsAway: false,
}

test('signs out by a POST that a person has to press', () => {
  const { html, contentSecurityPolicy } = renderSignOutPage(page)
  expect(html).toContain('method="post" action="/auth/logout"')
  expect(html).toMatch(/<button[^>]+type="submit">Sign out<\/button>/)
  expect(html).not.toContain('<script')
  expect(html).toContain('type="hidden" name="return_to" value="/bye"')
  expect(contentSecurityPolicy).toMatch(/; form-action 'self'$/)
})

test('names the account that is left, escaped, or none when there is no name', () => {
  expect(renderSignOutPage(page).html).toContain('You are signed in as ana@acme.test.')
  expect(renderSignOutPage({ ...page, who: '<b>Ana' }).html).toContain('&lt;b&gt;Ana')
  expect(renderSignOutPage({ ...page, who: null }).html).not.toContain('null')
})

test('offers to sign out at the identity provider too, with a label and what it means', () => {
  const provider = { name: '<b>Acme</b>', choice: { isMade: false } }
  const { html, contentSecurityPolicy } = renderSignOutPage({ ...page, provider })
  const input =
    /<label[^>]*>\s*<input type="checkbox" name="single_logout" value="true" aria-describedby="([\w-]+)"/.exec(html)
  expect(html).toContain('Sign out at &lt;b&gt;Acme&lt;/b&gt; too')
  expect(html).toContain(`id="${input?.[1]}"`)
  expect(html).not.toContain(' checked')
  expect(renderSignOutPage({ ...page, provider: { ...provider, choice: { isMade: true } } }).html).toContain(' checked')
  expect(contentSecurityPolicy).toMatch(/; form-action 'self' https:$/)
})

test.each([
  ['en', 'You will be signed out at Acme too.'],
  ['pt-BR', 'Você também sairá de Acme.'],
  ['es', 'También se cerrará tu sesión en Acme.'],
] as const)('says in %s that it happens where there is no choice', (locale, text) => {
  const { html } = renderSignOutPage({ ...page, locale, provider: { name: 'Acme', choice: null } })
  expect(html).toContain(text)
  expect(html).not.toContain('name="single_logout"')
})

test('may lead to another site where that is allowed', () => {
  const { contentSecurityPolicy } = renderSignOutPage({ ...page, leadsAway: true })
  expect(contentSecurityPolicy).toMatch(/; form-action 'self' https:$/)
})

test('afterwards says that the session here is over and where to sign in again', () => {
  const { html } = renderSignedOutPage({ locale: 'en', signInUrl: '/auth/login' })
  expect(html).toContain('<h1>You are signed out</h1>')
  expect(html).toContain('href="/auth/login"')
})

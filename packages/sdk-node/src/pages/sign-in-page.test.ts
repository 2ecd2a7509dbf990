import { expect, test } from 'vitest'
import { anyProvider } from './any-provider.ts'
import { renderSignInPage } from './sign-in-page.ts'

const page = {
  locale: 'en',
  loginUrl: '/auth/login',
  returnTo: '/dashboard?tab=1&x="',
  formAction: `'self' https:`,
} as const

/** The stylesheet is part of every page and speaks of roles and states too. */
const bodyOf = (html: string): string => html.slice(html.indexOf('<body'))

test('asks for the address by GET and takes the way back along', () => {
  const { html } = renderSignInPage(page)
  expect(html).toContain('<form class="stack" method="get" action="/auth/login"')
  expect(html).toContain('name="return_to" value="/dashboard?tab=1&amp;x=&quot;"')
  expect(html).toContain('>Continue with e-mail</button>')
})

test('ties the label, the hint and the problem to the field', () => {
  const { html } = renderSignInPage({ ...page, problem: 'emailInvalid' })
  expect(html).toContain('<label for="email">')
  expect(html).toMatch(/<input[^>]+id="email"[^>]+aria-describedby="email-problem email-hint"[^>]+aria-invalid="true"/)
  expect(html).toContain('id="email-hint"')
  expect(html).toMatch(/role="alert"[^]*id="email-problem"/)
})

test('shows no alert and marks nothing invalid before anything was typed', () => {
  const body = bodyOf(renderSignInPage(page).html)
  expect(body).not.toContain('role="alert"')
  expect(body).not.toContain('aria-invalid')
  expect(body).toContain('value=""')
})

test('keeps what was typed, escaped', () => {
  const { html } = renderSignInPage({ ...page, email: `"><script>alert(1)</script>`, problem: 'emailUnknown' })
  expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
  expect(html).not.toContain('<script')
})

test('lets the answer lead to an identity provider, over http only when we are on http ourselves', () => {
  expect(renderSignInPage(page).contentSecurityPolicy).toMatch(/; form-action 'self' https:$/)
  expect(anyProvider(new URL('https://app.example.test/auth'))).toBe(`'self' https:`)
  expect(anyProvider(new URL('http://localhost:3000'))).toBe(`'self' https: http:`)
})

test('bears the name of the product', () => {
  expect(renderSignInPage({ ...page, productName: 'Acme & Co' }).html).toContain(
    '<title>Sign in · Acme &amp; Co</title>',
  )
})

import { expect, test } from 'vitest'
import { authErrorCodes } from '../model/auth-error.ts'
import { renderErrorPage } from './error-page.ts'
import { messagesOf } from './messages-of.ts'

const page = { locale: 'en', code: 'LOGIN_EXPIRED', incidentId: 'abc-123', startAgainUrl: '/auth/login' } as const

test.each(['en', 'pt-BR', 'es'] as const)('says what happened and what to do, for every code, in %s', (locale) => {
  for (const code of authErrorCodes) {
    const { html } = renderErrorPage({ ...page, locale, code })
    expect(html).toContain(messagesOf(locale).errors[code].say)
    expect(html).toContain(messagesOf(locale).errors[code].next)
    expect(html).toContain(`<code class="copyable">${code}</code>`)
  }
})

test('shows the incident number so that it can be copied whole', () => {
  expect(renderErrorPage(page).html).toContain('<code class="copyable">abc-123</code>')
})

test('offers to start again only when there is something to start', () => {
  expect(renderErrorPage(page).html).toContain('href="/auth/login"')
  expect(renderErrorPage({ ...page, startAgainUrl: null }).html).not.toContain('Start again</a>')
})

test('links an address or an https contact and prints anything else as words', () => {
  const contact = (supportContact: string): string => renderErrorPage({ ...page, supportContact }).html
  expect(contact('it@acme.test')).toContain('href="mailto:it@acme.test"')
  expect(contact('https://help.acme.test/sso')).toContain('href="https://help.acme.test/sso"')
  expect(contact('Extension 4711')).toContain('<dd>Extension 4711</dd>')
  expect(contact('javascript:alert(1)')).not.toContain('href="javascript')
  expect(contact('javascript:alert@x')).not.toContain('href="mailto')
})

test('escapes everything that comes in', () => {
  const attack = '"><img src=x>'
  const { html } = renderErrorPage({ ...page, incidentId: attack, startAgainUrl: attack, supportContact: attack })
  expect(html).not.toContain('<img')
})

test('has no form and allows none', () => {
  const { html, contentSecurityPolicy } = renderErrorPage(page)
  expect(html).not.toContain('<form')
  expect(contentSecurityPolicy).toMatch(/; form-action 'none'$/)
})

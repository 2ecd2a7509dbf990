import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Brand } from './brand.ts'
import { renderErrorPage } from './error-page.ts'
import { renderFormPostPage } from './form-post-page.ts'
import { html } from './html.ts'
import type { Page } from './page.ts'
import { renderPage } from './page.ts'
import { renderPickerPage } from './picker-page.ts'

const plain: Brand = { name: 'Acme', logoUrl: null, primaryColor: null, backgroundColor: null }
const brand: Brand = {
  name: 'Acme',
  logoUrl: 'https://cdn.acme.test:8443/logo.png?v=1&w=2',
  primaryColor: '#b02a5b',
  backgroundColor: '#fff7f0',
}
const render = (given: Brand | null): Page =>
  renderPage({ locale: 'en', productName: 'Orders', title: 'A title', body: html`<h1>Hello</h1>`, brand: given })
const directive = ({ contentSecurityPolicy }: Page, name: string): string =>
  contentSecurityPolicy.split('; ').find((one) => one.startsWith(`${name} `)) ?? ''
const stylesOf = (page: Page): readonly string[] =>
  [...page.html.matchAll(/<style>([^]*?)<\/style>/g)].map(([, text]) => text ?? '')
const sourceOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('a page of an organization shows its name and logo, and still the product', () => {
  const page = render(brand)
  expect(page.html).toMatch(/<img\s+class="brand-logo"\s+src="https:\/\/cdn\.acme\.test:8443\/logo\.png\?v=1&amp;w=2"/)
  expect(page.html).toMatch(/<span>Acme <span class="muted">· Orders<\/span><\/span>/)
  expect(page.html).toContain('<title>A title · Orders</title>')
})

test('its policy allows exactly its styles, and pictures from the origin of the logo', () => {
  const page = render(brand)
  expect(stylesOf(page)).toHaveLength(2)
  expect(directive(page, 'style-src')).toBe(`style-src ${stylesOf(page).map(sourceOf).join(' ')}`)
  expect(directive(page, 'img-src')).toBe(`img-src 'self' data: https://cdn.acme.test:8443`)
})

test('a page without an organization, or of one without a look, loads and allows nothing more', () => {
  expect(render(null).contentSecurityPolicy).toBe(render(plain).contentSecurityPolicy)
  expect(directive(render(plain), 'img-src')).toBe(`img-src 'self' data:`)
  expect(stylesOf(render(plain))).toEqual(stylesOf(render(null)))
  expect(render(plain).html).not.toContain('<img')
  expect(render(plain).html).toContain('Acme')
})

test.each([
  'http://cdn.acme.test/logo.png',
  'javascript:alert(1)',
  'data:image/svg+xml,<svg/>',
  'https://cdn.acme.test;sandbox/',
  'https://*.test/',
  'https://192.0.2.1/logo.png',
  'no address',
])('shows no logo from %s', (logoUrl) => {
  const page = render({ ...plain, logoUrl })
  expect(page.html).not.toContain('<img')
  expect(page.contentSecurityPolicy).toBe(render(plain).contentSecurityPolicy)
})

test.each(['red', '#fff', '#FFFFFF', '#ffffff;}</style><script>', '#ffffff\n}'])('takes no colour from %j', (color) => {
  expect(stylesOf(render({ ...plain, primaryColor: color, backgroundColor: color }))).toEqual(stylesOf(render(plain)))
})

test('escapes the name and the address of the logo', () => {
  const page = render({ ...brand, name: '<b>Acme', logoUrl: `https://cdn.acme.test/"'><b>` })
  expect(page.html).not.toContain('<b>')
})

test('is the look of the pages that come before and after an identity provider', () => {
  const setting = { locale: 'en', productName: 'Orders', brand } as const
  const pages = [
    renderPickerPage({ ...setting, organization: 'Acme', choices: [], signInUrl: '/auth/login' }),
    renderFormPostPage({ ...setting, url: new URL('https://idp.acme.test/sso'), fields: {} }),
    renderErrorPage({ ...setting, code: 'LOGIN_REFUSED', incidentId: 'a1', startAgainUrl: null }),
  ]
  for (const page of pages) expect(page.html).toContain('class="brand-logo"')
})

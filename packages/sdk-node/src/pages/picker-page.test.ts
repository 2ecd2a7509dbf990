import { expect, test } from 'vitest'
import { renderPickerPage } from './picker-page.ts'

const attack = `<script>alert("1")</script>`

test('lists every connection as a link with its name', () => {
  const { html } = renderPickerPage({
    locale: 'en',
    organization: 'Acme',
    choices: [
      { name: 'Employees', url: '/auth/login?connection=acme&return_to=%2F' },
      { name: 'Partners', url: '/auth/login?connection=partners' },
    ],
    signInUrl: '/auth/login',
  })
  expect(html).toMatch(/href="\/auth\/login\?connection=acme&amp;return_to=%2F"\s*><span>Employees<\/span>/)
  expect(html).toMatch(/href="\/auth\/login\?connection=partners"\s*><span>Partners<\/span>/)
  expect(html).toContain('href="/auth/login"')
})

test('escapes names and addresses', () => {
  const { html } = renderPickerPage({
    locale: 'es',
    organization: attack,
    choices: [{ name: attack, url: `/"${attack}` }],
    signInUrl: attack,
  })
  expect(html).not.toContain('<script')
})

import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { renderFormPostPage } from './form-post-page.ts'

const page = {
  locale: 'en',
  url: new URL('https://idp.acme.test/sso?tenant=1&x=2'),
  fields: { SAMLRequest: 'PHg+', RelayState: 'login-1' },
} as const

test('carries every field to the other side by POST', () => {
  const { html } = renderFormPostPage(page)
  expect(html).toContain('method="post" action="https://idp.acme.test/sso?tenant=1&amp;x=2"')
  expect(html).toContain('<input type="hidden" name="SAMLRequest" value="PHg+" />')
  expect(html).toContain('<input type="hidden" name="RelayState" value="login-1" />')
})

test('submits itself with a script that the policy allows, and has a button for when scripts are off', () => {
  const { html, contentSecurityPolicy } = renderFormPostPage(page)
  const script = /<script>([^]*)<\/script>/.exec(html)?.[1] ?? ''
  expect(script).toContain('submit')
  expect(contentSecurityPolicy).toContain(`script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  expect(html).toMatch(/<button[^>]*type="submit">Continue<\/button>/)
})

test('says where it goes and announces the wait', () => {
  expect(renderFormPostPage(page).html).toContain('Taking you to idp.acme.test')
  const { html } = renderFormPostPage({ ...page, destination: 'Acme' })
  expect(html).toContain('<h1>Taking you to Acme</h1>')
  expect(html).toMatch(/aria-live="polite"/)
})

test('allows plain http only towards a target on plain http', () => {
  expect(renderFormPostPage(page).contentSecurityPolicy).toMatch(/; form-action 'self' https:$/)
  const local = renderFormPostPage({ ...page, url: new URL('http://localhost:4000/saml') })
  expect(local.contentSecurityPolicy).toMatch(/; form-action 'self' https: http:$/)
})

test('escapes names, values and the address', () => {
  const attack = `"><script>alert(1)</script>`
  const { html } = renderFormPostPage({
    locale: 'en',
    url: new URL(`https://idp.acme.test/?q=${attack}'`),
    fields: { [attack]: attack },
    destination: attack,
  })
  expect(html.match(/<script/g)).toHaveLength(1)
  expect(html).not.toContain('alert(1)</script>')
})

import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { html } from './html.ts'
import { createInlineScript } from './inline-script.ts'
import { renderPage } from './page.ts'

const script = createInlineScript('document.title = "ready"')
const parts = { locale: 'en', title: 'A title', body: html`<h1>Hello</h1>` } as const

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const between = (text: string, tag: string): readonly string[] =>
  [...text.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))].map((match) => match[1] ?? '')
const directives = (policy: string): ReadonlyMap<string, string> =>
  new Map(
    policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1).join(' ')]),
  )

test('allows exactly the style and the script that the document carries', () => {
  const page = renderPage({ ...parts, script })
  const [style, ...otherStyles] = between(page.html, 'style')
  const [inline, ...otherScripts] = between(page.html, 'script')
  expect([otherStyles, otherScripts]).toEqual([[], []])
  expect(directives(page.contentSecurityPolicy).get('style-src')).toBe(hashOf(style ?? ''))
  expect(directives(page.contentSecurityPolicy).get('script-src')).toBe(hashOf(inline ?? ''))
})

test('allows no script on a page that has none', () => {
  const page = renderPage(parts)
  expect(page.html).not.toContain('<script')
  expect(directives(page.contentSecurityPolicy).get('script-src')).toBe(`'none'`)
})

test('forbids everything it does not need', () => {
  const policy = directives(renderPage(parts).contentSecurityPolicy)
  expect(policy.get('default-src')).toBe(`'none'`)
  expect(policy.get('base-uri')).toBe(`'none'`)
  expect(policy.get('frame-ancestors')).toBe(`'none'`)
  expect(policy.get('form-action')).toBe(`'self'`)
  expect(directives(renderPage({ ...parts, formAction: `'none'` }).contentSecurityPolicy).get('form-action')).toBe(
    `'none'`,
  )
})

test('carries nothing the policy would block: no style attribute, no event handler, nothing from elsewhere', () => {
  for (const page of [renderPage({ ...parts, script }), renderPage({ ...parts, wide: true, homeUrl: '/' })]) {
    expect(page.html).not.toMatch(/<[^>]+\s(style|on[a-z]+)=/)
    expect(page.html).not.toMatch(/(src|href)="(?!data:|#|\/)/)
    expect(page.html).not.toMatch(/@import|url\(/)
  }
})

test('says in which language it is, in the only place a browser looks', () => {
  expect(renderPage({ ...parts, locale: 'pt-BR' }).html).toContain('<html lang="pt-BR">')
  expect(renderPage({ ...parts, locale: 'es', wide: true }).html).toContain('Ir al contenido')
})

test('escapes the title and the names that come from configuration', () => {
  const page = renderPage({ ...parts, wide: true, title: '</title><b>', productName: '<i>Acme', homeUrl: '"><u>' })
  expect(page.html).toContain('<title>&lt;/title&gt;&lt;b&gt; · &lt;i&gt;Acme</title>')
  expect(page.html).not.toMatch(/<[biu]>/)
})

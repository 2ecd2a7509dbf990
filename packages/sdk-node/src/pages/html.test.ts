import { expect, test } from 'vitest'
import { html, type HtmlValue } from './html.ts'

const attack = `"><script>alert('1')</script>&`
const escaped = '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;'

test('escapes what is interpolated into text and into quoted attributes', () => {
  expect(html`<p title="${attack}">${attack}</p>`.toString()).toBe(`<p title="${escaped}">${escaped}</p>`)
})

test('leaves markup of its own as it is, however deep it is nested', () => {
  const item = html`<b>${'<i>'}</b>`
  expect(html`[${[item, [item]]}]`.toString()).toBe('[<b>&lt;i&gt;</b><b>&lt;i&gt;</b>]')
})

test('joins lists and escapes every entry', () => {
  expect(html`${['<', 1, '>']}`.toString()).toBe('&lt;1&gt;')
})

test('shows nothing for null, undefined and false, and shows zero and the empty text', () => {
  expect(html`[${null}${undefined}${false}|${0}|${''}]`.toString()).toBe('[|0|]')
})

test('escapes an object that only imitates markup', () => {
  const imitation = JSON.parse('{"markup":"<b>"}') as { toString?: () => string }
  imitation.toString = () => '<script>'
  expect(html`${imitation as unknown as HtmlValue}`.toString()).toBe('&lt;script&gt;')
})

import { describe, expect, test } from 'vitest'
import { parseXml } from './parse-xml.ts'
import { samlBudget } from './xml-budget.ts'
import { XmlError } from './xml-error.ts'
import { xmlEscape } from './xml-escape.ts'

describe('xmlEscape', () => {
  const strange = `<a b='c' d="e">&amp;]]>\r\n\tÇ 日本 😀\u2028\u0085`

  test('comes back unchanged as text and as an attribute value', () => {
    const root = parseXml(
      `<a b="${xmlEscape(strange)}" c='${xmlEscape(strange)}'>${xmlEscape(strange)}</a>`,
      samlBudget,
    )
    expect(root.text).toBe(strange)
    expect(root.attributes.map((each) => each.value)).toEqual([strange, strange])
  })

  test('refuses what XML cannot carry', () => {
    for (const text of ['\u0000', '\u001b', '\ufffe', '\ud800']) expect(() => xmlEscape(text)).toThrow(XmlError)
  })
})

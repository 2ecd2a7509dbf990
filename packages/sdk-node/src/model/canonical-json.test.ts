import { describe, expect, test } from 'vitest'
import { toCanonicalJson } from './canonical-json.ts'

describe('canonical JSON', () => {
  test.each([
    ['names in the order of their code units', { b: 1, a: 2, B: 3, ä: 4, '': 5 }, '{"":5,"B":3,"a":2,"b":1,"ä":4}'],
    [
      'names below others too',
      [{ b: { d: [], c: {} }, a: [{ f: 1, e: 2 }] }],
      '[{"a":[{"e":2,"f":1}],"b":{"c":{},"d":[]}}]',
    ],
    ['names that look like numbers as texts', { 9: 'a', 10: 'b', '!': 'c', '01': 'd', x: 'e' }, '{"!":"c","01":"d","10":"b","9":"a","x":"e"}'], // prettier-ignore
    ['such names alone, and below others', { b: { 2: { 9: 1, 10: 2 }, 11: [] } }, '{"b":{"11":[],"2":{"10":2,"9":1}}}'],
    ['surrogates before what is above them', { '\ufb33': 1, '🙂': 2 }, '{"🙂":2,"\ufb33":1}'],
    ['dates as times', { at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
    ['nothing of what is undefined', { a: undefined, b: [undefined] }, '{"b":[null]}'],
    ['texts as JSON has them', 'a"\\\n\u0001/é', '"a\\"\\\\\\n\\u0001/é"'],
    ['null', null, 'null'],
    ['numbers', [0, -0, 1e21, 0.1], '[0,0,1e+21,0.1]'],
  ])('has %s', (_what, value, text) => {
    expect(toCanonicalJson(value)).toBe(text)
  })

  test('has names that every object inherits, and changes none', () => {
    const text = '{"__proto__":{"polluted":true},"constructor":1,"toString":2}'
    const value: unknown = JSON.parse('{"toString":2,"constructor":1,"__proto__":{"polluted":true}}')
    expect(toCanonicalJson(value)).toBe(text)
    expect({}).not.toHaveProperty('polluted')
  })

  test('leaves the value as it was', () => {
    const value = Object.freeze({ b: 1, a: Object.freeze([Object.freeze({ d: 1, c: 2 })]) })
    toCanonicalJson(value)
    expect(JSON.stringify(value)).toBe('{"b":1,"a":[{"d":1,"c":2}]}')
  })
})

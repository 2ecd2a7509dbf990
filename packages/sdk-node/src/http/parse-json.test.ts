import { expect, test } from 'vitest'
import { parseJson } from './parse-json.ts'

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

test.each(['{"a":[1,"é",{"b":null}]}', '"\\u00e9 \\ud83d\\ude00"', '[]', 'true', nested(32)])('reads %s', (text) => {
  expect(parseJson(text)).toEqual(JSON.parse(text))
})
test.each(['', '{', '{"a":1,}', "{'a':1}", 'NaN', '\u0000'])('refuses %j', (text) => {
  expect(() => parseJson(text)).toThrow('REQUEST_INVALID: wanted JSON')
})
test.each([
  '{"__proto__":{"isAdmin":true}}',
  '{"name":{"__proto__":1}}',
  '[{"a":[{"__proto__":null}]}]',
  '{"\\u005f_proto__":1}',
  '{"__pr\\u006Fto__":1}',
])('refuses %s', (text) => {
  expect(() => parseJson(text)).toThrow("got '__proto__'")
})
test('takes the word in a value for what it is', () => {
  expect(parseJson('{"title":"__proto__"}')).toEqual({ title: '__proto__' })
})
test.each(['"\\u0000"', '{"a":"x\\ud800"}', '{"\\udc00":1}'])('refuses %s, which no database takes', (text) => {
  expect(() => parseJson(text)).toThrow('REQUEST_INVALID')
})
test.each([5000, 100_000])('refuses nesting of %i levels', (depth) => {
  expect(() => parseJson(nested(depth))).toThrow('at most 32 levels')
  expect(() => parseJson(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)).toThrow('at most 32 levels')
})

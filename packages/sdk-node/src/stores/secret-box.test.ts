import { expect, test } from 'vitest'
import { hashToken, isTokenOf } from './hash-token.ts'
import { createSecretBox } from './secret-box.ts'

const [old, current] = ['old-secret-'.repeat(4), 'new-secret-'.repeat(4)] as const
const place = { table: 'connections', row: 'acme', column: 'client_secret' }
const box = createSecretBox([current])

test('opens what it sealed, and never seals twice alike', () => {
  for (const secret of ['client secret', '', 'ção 🙂', 'x'.repeat(10_000)]) {
    expect(box.open(box.seal(secret, place), place)).toBe(secret)
  }
  expect(box.seal('same', place)).not.toBe(box.seal('same', place))
})

test.each([
  ['table', { ...place, table: 'organizations' }],
  ['row', { ...place, row: 'globex' }],
  ['column', { ...place, column: 'private_key' }],
  ['names that only look the same put together', { table: 'connections","acme', row: 'client', column: '_secret' }],
])('opens nothing that was moved to another %s', (_, other) => {
  expect(() => box.open(box.seal('client secret', place), other)).toThrow(/^INTERNAL: .* belongs to another place/)
})

test('opens nothing of which one character was changed', () => {
  const sealed = box.seal('client secret', place)
  const start = sealed.indexOf('.', 3) + 1
  for (let index = start; index < sealed.length - 1; index += 1) {
    if (sealed[index] === '.') continue
    const changed = sealed.slice(0, index) + (sealed[index] === 'A' ? 'B' : 'A') + sealed.slice(index + 1)
    expect(() => box.open(changed, place)).toThrow(/^INTERNAL/)
  }
})

test('opens nothing that was shortened to its tag or below', () => {
  const [version, id, iv] = box.seal('client secret', place).split('.')
  for (const body of ['AAAA', 'A'.repeat(22)]) {
    expect(() => box.open([version, id, iv, body].join('.'), place)).toThrow(/^INTERNAL/)
  }
})

test('names the key that is missing, and no secret', () => {
  const sealed = createSecretBox([old]).seal('client secret', place)
  const id = sealed.split('.')[1] ?? ''
  expect(() => box.open(sealed, place)).toThrow(
    `CONFIG_INVALID: connections.client_secret of 'acme': sealed with key '${id}'`,
  )
  expect(() => box.open('plain text', place)).toThrow(/^CONFIG_INVALID/)
  try {
    box.open(sealed, place)
  } catch (error) {
    expect(String(error)).not.toContain(current.slice(0, 8))
  }
})

test('rotates: the new secret seals, the old one still opens until everything was saved again', () => {
  const sealed = createSecretBox([old]).seal('client secret', place)
  const both = createSecretBox([current, old])
  expect(both.needsReseal(sealed)).toBe(true)
  const again = both.seal(both.open(sealed, place), place)
  expect(both.needsReseal(again)).toBe(false)
  expect(box.open(again, place)).toBe('client secret')
})

test('keeps a key its name wherever its secret stands in the list', () => {
  const sealed = createSecretBox([old, current]).seal('client secret', place)
  expect(createSecretBox([current, old]).open(sealed, place)).toBe('client secret')
})

test('needs a secret', () => expect(() => createSecretBox([])).toThrow(/^CONFIG_INVALID/))

test('keeps of a token what finds it, and not the token', () => {
  const hash = hashToken('scim-token')
  expect(hash).toMatch(/^[\w-]{43}$/)
  expect(hash).not.toContain('scim')
  expect(isTokenOf(hash, 'scim-token')).toBe(true)
  for (const [kept, given] of [
    [hash, 'scim-tokem'],
    [hash, ''],
    ['', 'scim-token'],
    ['short', 'scim-token'],
  ] as const) {
    expect(isTokenOf(kept, given)).toBe(false)
  }
})

import { expect, test } from 'vitest'
import { createDerivedKeys, deriveKey } from './derived-keys.ts'

test('gives the same key whether it is kept or not', () => {
  const keys = createDerivedKeys()
  const key = keys.get('secret', 'salt')
  expect(key).toEqual(deriveKey('secret', 'salt'))
  keys.keep('secret', 'salt', key)
  expect(keys.get('secret', 'salt')).toBe(key)
})
test('never gives the key of one secret for another', () => {
  const keys = createDerivedKeys()
  keys.keep('secret', 'salt', keys.get('secret', 'salt'))
  expect(keys.get('other', 'salt')).toEqual(deriveKey('other', 'salt'))
})
test('keeps a bounded number, the newest', () => {
  const keys = createDerivedKeys()
  const first = Buffer.from('first')
  keys.keep('secret', 'salt-0', first)
  expect(keys.get('secret', 'salt-0')).toBe(first)
  for (let index = 1; index <= 256; index++) keys.keep('secret', `salt-${index}`, Buffer.from('x'))
  expect(keys.get('secret', 'salt-0')).not.toBe(first)
  expect(keys.get('secret', 'salt-256')).toEqual(Buffer.from('x'))
})

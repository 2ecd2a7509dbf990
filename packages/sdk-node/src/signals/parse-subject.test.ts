import { describe, expect, test } from 'vitest'
import { parseSubject } from './parse-subject.ts'
import { SetRefused } from './set-refused.ts'

const person = { format: 'iss_sub', iss: 'https://idp.acme.test', sub: 'ana' }
const email = { format: 'email', email: 'ana@acme.test' }
const opaque = { format: 'opaque', id: 'session-1' }

test.each([
  ['a simple one', email, { user: [email], session: [], isSimple: true }],
  ['more than it needs', { ...email, more: 1 }, { user: [email], session: [], isSimple: true }],
  [
    'aliases',
    { format: 'aliases', identifiers: [person, email] },
    { user: [person, email], session: [], isSimple: true },
  ],
  [
    'a complex one',
    { format: 'complex', user: person, session: opaque },
    { user: [person], session: [opaque], isSimple: false },
  ],
  ['a complex one that does not say so', { user: person }, { user: [person], session: [], isSimple: false }],
  ['a device alone', { format: 'complex', device: opaque }, { user: [], session: [], isSimple: false }],
  [
    'the words of 2018',
    { subject_type: 'iss-sub', iss: person.iss, sub: 'ana' },
    { user: [person], session: [], isSimple: true },
  ],
  [
    'a format that is not read',
    { format: 'did', url: 'did:a:b' },
    { user: [{ format: 'other', name: 'did' }], session: [], isSimple: true },
  ],
])('reads %s', (_name, value, subject) => {
  expect(parseSubject(value)).toEqual(subject)
})

describe('refuses', () => {
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'ana@acme.test'],
    ['a list', [email]],
    ['no format', { email: 'ana@acme.test' }],
    ['a format that is no text', { format: 7 }],
    ['no sub', { format: 'iss_sub', iss: person.iss }],
    ['no iss', { format: 'iss_sub', sub: 'ana' }],
    ['an empty id', { format: 'opaque', id: '' }],
    ['an address that is no text', { format: 'email', email: { a: 1 } }],
    ['a name without end', { format: 'opaque', id: 'a'.repeat(1025) }],
    ['no aliases', { format: 'aliases', identifiers: [] }],
    ['too many aliases', { format: 'aliases', identifiers: Array.from({ length: 21 }, () => email) }],
    ['aliases of aliases', { format: 'aliases', identifiers: [{ format: 'aliases', identifiers: [email] }] }],
    ['a complex one inside', { format: 'complex', user: { format: 'complex', user: email } }],
    ['a user that is null', { format: 'complex', user: null }],
  ])('%s', (_name, value) => {
    expect(() => parseSubject(value)).toThrow(SetRefused)
    expect(() => parseSubject(value)).toThrow(/^SIGNAL_INVALID: subject: wanted .+, got .+/)
  })
})

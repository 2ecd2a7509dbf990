import { sealData, unsealData } from 'iron-session'
import { expect, test } from 'vitest'
import { createDerivedKeys } from './derived-keys.ts'
import { createKeyRing } from './key-ring.ts'
import { createSession } from './create-session.ts'
import { openSeal } from './open-seal.ts'
import { createSessionSeal } from './session-seal.ts'

const [oldSecret, newSecret] = ['test-secret-old-'.repeat(3), 'test-secret-new-'.repeat(3)]
const now = new Date('2030-01-01T00:00:00Z')
const session = createSession(
  {
    user: { id: 'u1', email: 'ana@acme.test', name: 'Ana Souza 李' },
    organization: { id: 'acme', name: 'Acme' },
    connection: 'acme',
    roles: ['buyer'],
  },
  { idleSeconds: 3600, absoluteSeconds: 7200 },
  now,
)
const seal = createSessionSeal(createKeyRing([oldSecret]))

test('opens what it sealed', async () => {
  expect(seal.open(await seal.seal(session))).toEqual(session)
})
test('writes what iron-session reads, and reads what it writes', async () => {
  const keys = createKeyRing([oldSecret])
  const data = await unsealData(await seal.seal(session), { password: keys.sealing, ttl: 0 })
  expect(data).toMatchObject({ v: 1, id: session.id, con: 'acme' })
  const sealed = await sealData({ hello: 'wörld' }, { password: keys.sealing, ttl: 0 })
  expect(JSON.parse(openSeal(sealed, keys, createDerivedKeys())!)).toEqual({ hello: 'wörld' })
})
test('gives every seal an IV of its own', async () => {
  const ivs = await Promise.all(Array.from({ length: 50 }, async () => (await seal.seal(session)).split('*')[3]))
  expect(new Set(ivs).size).toBe(50)
})
test('opens with any of the secrets, whatever their order', async () => {
  const value = await seal.seal(session)
  expect(createSessionSeal(createKeyRing([newSecret, oldSecret])).open(value)).toEqual(session)
  const rotated = createSessionSeal(createKeyRing([newSecret, oldSecret]))
  expect(createSessionSeal(createKeyRing([newSecret])).open(await rotated.seal(session))).toEqual(session)
})
test('does not open a seal of another secret', async () => {
  expect(createSessionSeal(createKeyRing([newSecret])).open(await seal.seal(session))).toBeNull()
})
test('does not open a seal with a single character changed, also after the genuine one was seen', async () => {
  const value = await seal.seal(session)
  for (let index = 0; index < value.length; index++) {
    const changed = value.slice(0, index) + (value[index] === 'A' ? 'B' : 'A') + value.slice(index + 1)
    expect(seal.open(changed)).toBeNull()
  }
  expect(seal.open(value)).toEqual(session)
})
test('does not open a seal whose version marker was cut off', async () => {
  const sealed = await sealData(
    { persistent: { v: 1 }, v: 1 },
    { password: createKeyRing([oldSecret]).sealing, ttl: 0 },
  )
  expect(openSeal(sealed, createKeyRing([oldSecret]), createDerivedKeys())).not.toBeNull()
  expect(openSeal(sealed.replace(/~2$/, ''), createKeyRing([oldSecret]), createDerivedKeys())).toBeNull()
  expect(openSeal(sealed.replace(/~2$/, '~1'), createKeyRing([oldSecret]), createDerivedKeys())).toBeNull()
})
test('does not take other data sealed with the same secret for a session', async () => {
  const sealed = await sealData(
    { id: session.id, user: ['u1'] },
    { password: createKeyRing([oldSecret]).sealing, ttl: 0 },
  )
  expect(seal.open(sealed)).toBeNull()
})
test.each([
  '',
  '~2',
  'Fe26.2~2',
  'Fe26.2*1*2*3*4*5*6*7~2',
  `${'*'.repeat(7)}~2`,
  `Fe26.2${'x'.repeat(2_000_000)}~2`,
  '\u0000~2',
])('opens no rubbish', (value) => {
  expect(seal.open(value)).toBeNull()
})
test('keeps how the person was checked, and leaves it out where nobody said', async () => {
  const checked = { ...session, authenticationContext: 'urn:mfa', authenticationMethods: ['pwd', 'otp'] }
  expect(seal.open(await seal.seal(checked))).toEqual(checked)
  expect(await jsonIn(await seal.seal(checked))).toMatchObject({ acr: 'urn:mfa', amr: ['pwd', 'otp'] })
  expect(Object.keys(await jsonIn(await seal.seal(session)))).toEqual(['v', 'id', 'user', 'org', 'con', 'roles', 'at'])
})
test('opens what a version before has sealed', async () => {
  const at = [session.createdAt, session.authenticatedAt, session.expiresAt, session.endsAt].map(Number)
  const before = { v: 1, id: 's1', user: ['u1', null, null], org: ['acme', 'Acme'], con: 'acme', roles: ['buyer'], at }
  const sealed = await sealData(before, { password: createKeyRing([oldSecret]).sealing, ttl: 0 })
  expect(seal.open(sealed)).toMatchObject({
    roles: ['buyer'],
    upstream: null,
    authenticationContext: null,
    authenticationMethods: [],
  })
})
test('tells a session whose roles are elsewhere from one without roles, and a version before takes it for none', async () => {
  const elsewhere = { ...session, roles: null }
  expect(seal.open(await seal.seal(elsewhere))).toEqual(elsewhere)
  expect(await jsonIn(await seal.seal(elsewhere))).toMatchObject({ v: 2 })
  expect(seal.open(await seal.seal({ ...session, roles: [] }))?.roles).toEqual([])
})

async function jsonIn(sealed: string): Promise<object> {
  return unsealData(sealed, { password: createKeyRing([oldSecret]).sealing, ttl: 0 })
}

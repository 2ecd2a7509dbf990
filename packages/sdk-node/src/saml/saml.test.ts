import { beforeAll, describe, expect, test } from 'vitest'
import { createConnection, finish, seal } from '../../test/support/saml-trial.ts'
import type { SigningKey } from '../saml-idp/sign-element.ts'
import { createTestKey } from '../testing/create-test-key.ts'

let idp: SigningKey
let sp: SigningKey
beforeAll(async () => {
  ;[idp, sp] = await Promise.all([createTestKey(), createTestKey()])
})

describe('smoke', () => {
  for (const sign of ['assertion', 'response', 'both'] as const) {
    test(`plain ${sign}`, async () => {
      const proof = await finish(await seal(idp, { sign }), createConnection(idp))
      if (sign === 'both') console.log(proof)
    })
    test(`encrypted ${sign}`, async () => {
      const xml = await seal(idp, { sign, encrypt: { certificate: sp.certificate } })
      await finish(xml, createConnection(idp, { decryptionKeys: [sp] }))
    })
  }
  expect(1).toBe(1)
})

import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { AuthError } from '../../src/model/auth-error.ts'
import type { SamlConnection } from '../../src/model/connection.ts'
import type { Memo } from '../../src/model/memo.ts'
import type { Reply } from '../../src/ports/protocol.ts'
import { createCertificate } from '../../src/saml-idp/create-certificate.ts'
import type { SigningKey } from '../../src/saml-idp/sign-element.ts'
import { createSaml } from '../../src/saml/saml.ts'
import { createTestKey } from '../../src/testing/create-test-key.ts'
import { createFakeSamlIdp } from '../../src/testing/fake-saml-idp.ts'
import {
  acsUrl,
  ana,
  idpEntityId,
  loginId,
  now,
  spEntityId,
  toConnection,
  type Case,
  type Keys,
} from './saml-deviations/case.ts'
import { assertion } from './saml-deviations/assertion.ts'
import { documents } from './saml-deviations/documents.ts'
import { encryption } from './saml-deviations/encryption.ts'
import { envelope } from './saml-deviations/envelope.ts'
import { honest } from './saml-deviations/honest.ts'
import { signatures } from './saml-deviations/signatures.ts'
import { unsolicited } from './saml-deviations/unsolicited.ts'
import { wrapping } from './saml-deviations/wrapping.ts'

type SamlMemo = Extract<Memo, { type: 'saml' }>

let keys: Keys
beforeAll(async () => {
  const [idp, other, sp] = await Promise.all([createTestKey(), createTestKey(), createTestKey()])
  keys = { idp, other, sp, ec: createEllipticKey() }
})

function createEllipticKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const dates = { notBefore: new Date('2020-01-01'), notAfter: new Date('2060-01-01') }
  return { privateKey: pem, certificate: createCertificate({ privateKey: pem, commonName: 'ec', ...dates }) }
}

const saml = createSaml()
const outside = { now: () => now, fetch: () => Promise.reject(new Error('SAML needs no network')) }
const replyTo = new URL(acsUrl)

/** A whole login: our request, the identity provider's answer with its one deviation, our verdict. */
async function arrange(row: Case): Promise<Reply<SamlConnection, SamlMemo>> {
  const connection = toConnection(
    keys,
    typeof row.connection === 'function' ? row.connection(keys) : (row.connection ?? {}),
  )
  const deviation = typeof row.deviate === 'function' ? row.deviate(keys) : (row.deviate ?? {})
  const person = { ...ana, ...row.person }
  const idp = await createFakeSamlIdp({
    entityId: idpEntityId,
    key: keys.idp,
    sp: { entityId: spEntityId, acsUrl },
    now: () => now,
  })
  const ask = { connection, loginId, replyTo, loginHint: null, forceAuthn: false, wish: null }
  const reply = row.launched
    ? await idp.launch(person, deviation)
    : await idp.respond((await saml.start(ask, outside)).handoff, person, deviation)
  const requestId = row.requestId === undefined ? (row.launched ? null : loginId) : row.requestId
  const params = row.params?.(reply.form) ?? reply.form
  return { connection, loginId, replyTo, memo: { type: 'saml', requestId }, params }
}

async function judge(reply: Reply<SamlConnection, SamlMemo>): Promise<string> {
  try {
    const { identity, replayId } = await saml.finish(reply, outside)
    // Whatever was accepted is Ana, under an ID for the replay guard: a deviation never makes somebody else of her.
    expect([identity.email, replayId !== '']).toEqual(['ana@acme.test', true])
    return 'accepted'
  } catch (error) {
    if (error instanceof AuthError) return error.code
    throw error
  }
}

describe.each([
  ['an honest identity provider', honest],
  ['the envelope', envelope],
  ['the assertion', assertion],
  ['the signatures', signatures],
  ['wrapping', wrapping],
  ['the document', documents],
  ['encryption', encryption],
  ['unsolicited responses', unsolicited],
] as const)('%s', (_, rows) => {
  test.each(rows)('$name: $expect', async (row) => {
    expect(await judge(await arrange(row))).toBe(row.expect)
  })
})

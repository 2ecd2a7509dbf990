import { generateKeyPairSync } from 'node:crypto'
import { test } from 'vitest'
import { createCertificate } from './create-certificate.ts'
import { issueResponse } from './issue-response.ts'

test('x', async () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const certificate = createCertificate({
    privateKey,
    commonName: 'x',
    notBefore: new Date(),
    notAfter: new Date(Date.now() + 1e10),
  })
  const now = new Date()
  const make = (n: number) =>
    issueResponse({
      idp: { entityId: 'https://idp.example.test', privateKey, certificate },
      sp: { entityId: 'sp', acsUrl: 'https://sp.example.test/acs' },
      inResponseTo: '_x',
      subject: { nameId: 'ana', format: 'urn:x' },
      attributes: { email: ['ana@acme.test'], groups: Array.from({ length: n }, (_, i) => `group ${i}`) },
      authenticatedAt: now,
      now,
      sessionIndex: 's',
    })
  console.log(await make(3))
  for (const n of [1, 1, 1, 100, 1000]) {
    const t = performance.now()
    await make(n)
    console.log(n, performance.now() - t)
  }
})

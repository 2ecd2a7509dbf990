import { SAML } from '@node-saml/node-saml'
import { beforeAll, expect, test } from 'vitest'
import { createTestKey } from '../testing/create-test-key.ts'
import { encodeResponse } from './encode-response.ts'
import { issueError } from './issue-error.ts'
import type { SigningKey } from './sign-element.ts'

let key: SigningKey
beforeAll(async () => {
  key = await createTestKey()
})

const acsUrl = 'https://app.example.test/acs'
const issue = (status: 'NoPassive' | 'AuthnFailed' | 'InvalidNameIDPolicy', message?: string): string =>
  issueError({
    idp: { entityId: 'https://idp.example.test', ...key },
    sp: { acsUrl },
    inResponseTo: 'login-1',
    status,
    ...(message !== undefined && { message }),
    now: new Date('2030-01-01T00:00:00Z'),
  })
const readByNodeSaml = async (xml: string): Promise<unknown> =>
  new SAML({ callbackUrl: acsUrl, issuer: 'app', idpCert: key.certificate }).validatePostResponseAsync({
    SAMLResponse: encodeResponse(xml),
  })

test('is signed, so that node-saml believes NoPassive', async () => {
  expect(await readByNodeSaml(issue('NoPassive'))).toEqual({ profile: null, loggedOut: false })
  await expect(readByNodeSaml(issue('NoPassive').replace('login-1', 'login-2'))).rejects.toThrow('signature')
})

test('says why, and whose fault it is', async () => {
  await expect(readByNodeSaml(issue('AuthnFailed', 'wrong <password>'))).rejects.toThrow('wrong <password>')
  expect(issue('AuthnFailed')).toContain(
    '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder">' +
      '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/></samlp:StatusCode>',
  )
  expect(issue('InvalidNameIDPolicy')).toContain('"urn:oasis:names:tc:SAML:2.0:status:Requester"')
})

test('says where it goes and what it answers, and holds no assertion', () => {
  const xml = issue('AuthnFailed')
  expect(xml).toContain('Destination="https://app.example.test/acs" InResponseTo="login-1"')
  expect(xml).not.toContain('Assertion ')
})

import { createAuth, memoryStore } from '@launchpad-sso/sdk-node'
import { createClient } from '@launchpad-sso/sdk-node/testing'
import * as openid from 'openid-client'
import { parseOptions } from '../../packages/sdk-node/dist/config/parse-options.js'
import { createOidc } from '../../packages/sdk-node/dist/oidc/oidc.js'
import { createKits } from '../../packages/sdk-node/dist/routes/create-kits.js'
import { toIdpCertificate } from '../../packages/sdk-node/dist/saml/idp-certificate.js'
import { parseIdpMetadata } from '../../packages/sdk-node/dist/saml/parse-idp-metadata.js'

/** @import { OidcConnection } from '../../packages/sdk-node/dist/model/connection.js' */

const baseUrl = 'http://localhost:3000'
const replyTo = new URL(`${baseUrl}/auth/oidc/globex/callback`)
const email = 'bruno@globex.test'

/**
 * A login that is under way: the browser is back from the provider, the callback has not run.
 *
 * @typedef {() => Promise<void>} Callback
 * @typedef {() => Promise<Callback>} Begin
 */

/**
 * openid-client alone, its configuration discovered once and kept.
 *
 * @param {string} issuer
 * @param {{ checked: boolean }} options with the signature of the ID token verified, which is not its default.
 * @returns {Promise<Begin>}
 */
export async function createOpenidClient(issuer, { checked }) {
  const execute = checked
    ? [openid.allowInsecureRequests, openid.enableNonRepudiationChecks]
    : [openid.allowInsecureRequests]
  const authentication = openid.ClientSecretBasic('bench-client-secret')
  const config = await openid.discovery(new URL(issuer), 'bench-app', {}, authentication, { execute })
  return async () => {
    const pkceCodeVerifier = openid.randomPKCECodeVerifier()
    const [expectedState, expectedNonce] = [openid.randomState(), openid.randomNonce()]
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: replyTo.href,
      scope: 'openid email profile',
      state: expectedState,
      nonce: expectedNonce,
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    })
    const callback = await visitProvider(url)
    const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true }
    return async () => {
      const tokens = await openid.authorizationCodeGrant(config, callback, checks)
      mustBe(tokens.claims()?.['email'])
    }
  }
}

/** Our protocol, without the login around it. @param {string} issuer @returns {Promise<Begin>} */
export async function createOurProtocol(issuer) {
  const kit = createKits(parseOptions(toOptions(issuer), { parseIdpMetadata, toIdpCertificate }), memoryStore()).main
  const connection = /** @type {OidcConnection} */ (await kit.connections.find('globex'))
  const outside = kit.outsideOf(connection)
  const oidc = createOidc()
  let count = 0
  return async () => {
    const loginId = `login-${count++}`
    const ask = { connection, loginId, replyTo, loginHint: null, forceAuthn: false, wish: null }
    const { handoff, memo } = await oidc.start(ask, outside)
    const { searchParams: params } = await visitProvider(handoff.url)
    return async () => {
      const { identity } = await oidc.finish({ connection, loginId, replyTo, memo, params }, outside)
      mustBe(identity.email)
    }
  }
}

/** The whole callback: login taken, reply proven, user let in, session sealed, answer made. @param {string} issuer @returns {Begin} */
export function createOurHandler(issuer) {
  const auth = createAuth(toOptions(issuer))
  return async () => {
    const client = createClient((request) => auth.handler(request))
    const start = await client.get(`${baseUrl}/auth/login?connection=globex`)
    const callback = await visitProvider(new URL(start.headers.get('location') ?? ''))
    return async () => {
      const response = await client.get(callback)
      if (response.status !== 303 || !/launchpad(-\d+)?=/.test(client.cookies()))
        throw new Error(`a genuine callback was answered with ${response.status}`)
    }
  }
}

/** @param {string} issuer @returns {import('@launchpad-sso/sdk-node').AuthOptions} */
function toOptions(issuer) {
  return {
    baseUrl,
    secrets: ['bench-secret-'.repeat(4)],
    connections: [
      {
        id: 'globex',
        type: 'oidc',
        organization: { id: 'globex', name: 'Globex' },
        domains: ['globex.test'],
        issuer,
        clientId: 'bench-app',
        clientSecret: 'bench-client-secret',
      },
    ],
    log: () => {},
  }
}

/** The browser's part. @param {URL} url @returns {Promise<URL>} the callback. */
async function visitProvider(url) {
  const response = await fetch(url, { redirect: 'manual' })
  const location = response.headers.get('location')
  if (location === null) throw new Error(`the provider answered ${response.status}: ${await response.text()}`)
  await response.arrayBuffer()
  return new URL(location)
}

/** @param {unknown} claim */
function mustBe(claim) {
  if (claim !== email) throw new Error(`wanted ${email}, got ${String(claim)}`)
}

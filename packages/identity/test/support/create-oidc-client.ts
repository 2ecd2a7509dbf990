import * as client from 'openid-client'

/** A client that somebody else wrote. */
export interface OidcClient {
  readonly config: client.Configuration
  /** Where the browser goes to sign in, and what it takes to finish. */
  readonly begin: (parameters?: Readonly<Record<string, string>>) => Promise<OidcLogin>
}

interface OidcLogin {
  readonly url: string
  /** @param callback where the browser arrived. */
  readonly finish: (callback: string) => Promise<client.TokenEndpointResponse & client.TokenEndpointResponseHelpers>
}

interface OidcClientOptions {
  readonly issuer: string
  readonly clientId: string
  readonly redirectUri: string
  readonly authentication?: client.ClientAuth
  readonly pushed?: boolean
}

export async function createOidcClient(options: OidcClientOptions): Promise<OidcClient> {
  const { issuer, clientId, redirectUri, authentication } = options
  const config = await client.discovery(new URL(issuer), clientId, undefined, authentication ?? client.None(), {
    execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
  })
  return {
    config,
    begin: async (parameters = {}) => {
      const pkceCodeVerifier = client.randomPKCECodeVerifier()
      const expectedState = client.randomState()
      const expectedNonce = client.randomNonce()
      const query = {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
        state: expectedState,
        nonce: expectedNonce,
        ...parameters,
      }
      const url =
        options.pushed === true
          ? await client.buildAuthorizationUrlWithPAR(config, query)
          : client.buildAuthorizationUrl(config, query)
      return {
        url: url.href,
        finish: (callback) =>
          client.authorizationCodeGrant(config, new URL(callback), { pkceCodeVerifier, expectedState, expectedNonce }),
      }
    },
  }
}

import { AuthError } from '../model/auth-error.ts'
import type { SignalStream } from '../model/connection.ts'
import type { Outside } from '../ports/outside.ts'
import { isClaims, isName, type Claims } from './json-values.ts'
import { isFor } from './signed-token.ts'
import { toPrintable } from '../model/to-printable.ts'
import { fetchConfiguration, fetchDocument } from './transmitter-configuration.ts'

/** What asking for a verification needs. */
export interface VerificationTools {
  readonly stream: SignalStream
  /** Of ours, where the transmitter pushes to. */
  readonly endpointUrl: string
  readonly outside: Outside
  readonly toState: (streamId: string) => string
}

/**
 * Asks the transmitter to send an event with our state over the stream. That it was asked does not mean that it comes.
 *
 * @param known the stream's id; null: it is looked up
 * @returns the stream's id
 * @throws AuthError SIGNALS_UNAVAILABLE
 * @see OpenID Shared Signals Framework 1.0, section 8.1.4.2
 */
export async function requestVerification(known: string | null, tools: VerificationTools): Promise<string> {
  const { stream, outside, toState } = tools
  const { configurationEndpoint, verificationEndpoint } = await fetchConfiguration(stream.issuer, outside)
  if (verificationEndpoint === null) throw unavailable(`'${stream.issuer}' names no verification_endpoint`)
  const streamId = known ?? (await findStream(configurationEndpoint, tools))
  const response = await outside
    .fetch(verificationEndpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorizationOf(stream) },
      body: JSON.stringify({ stream_id: streamId, state: toState(streamId) }),
      redirect: 'manual',
    })
    .catch((error: unknown) => {
      throw unavailable(`verification at ${verificationEndpoint}: ${String(error)}`)
    })
  if (!response.ok) throw unavailable(`verification at ${verificationEndpoint}: wanted 204, got ${response.status}`)
  return streamId
}

/** The one of its streams that leads here. @see OpenID Shared Signals Framework 1.0, section 8.1.1.2 */
async function findStream(endpoint: string | null, tools: VerificationTools): Promise<string> {
  const { stream, outside } = tools
  if (endpoint === null) throw unavailable(`'${stream.issuer}' names no configuration_endpoint: wanted a streamId`)
  const document = await fetchDocument(endpoint, authorizationOf(stream), outside).catch((error: unknown) => {
    throw unavailable(`streams: ${(error as Error).message}`)
  })
  const all = Array.isArray(document['streams']) ? document['streams'].filter(isClaims) : [document]
  const [found, another] = all.filter((one) => isHere(one, tools)).map((one) => one['stream_id'])
  if (isName(found) && another === undefined) return found
  throw unavailable(
    `wanted one stream for '${stream.audience}' that is delivered here, got ${another === undefined ? `none of ${all.length}` : 'several'}: name its streamId`,
  )
}

function isHere({ aud, delivery }: Claims, { stream, endpointUrl }: VerificationTools): boolean {
  const url = isClaims(delivery) ? delivery['endpoint_url'] : undefined
  return isFor(aud, stream.audience) && (url === undefined || url === (stream.pollUrl ?? endpointUrl))
}

/** For its polling and stream management. */
export function authorizationOf({ accessToken }: SignalStream): Readonly<Record<string, string>> {
  return accessToken === null ? {} : { authorization: `Bearer ${accessToken}` }
}

function unavailable(detail: string): AuthError {
  return new AuthError('SIGNALS_UNAVAILABLE', toPrintable(detail))
}

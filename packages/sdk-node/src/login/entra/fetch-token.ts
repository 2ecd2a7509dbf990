import type { Outside } from '../../ports/outside.ts'
import type { GraphClient } from './graph-client.ts'
import { groupsIncomplete } from './groups-incomplete.ts'
import { requestJson, toReason } from './request-json.ts'

/** A token for Microsoft Graph. */
export interface GraphToken {
  readonly text: string
  /** How long it lives. */
  readonly seconds: number
}

const who = 'token endpoint of Entra'

/**
 * @throws AuthError LOGIN_GROUPS_INCOMPLETE
 * @see RFC 6749, section 4.4
 */
export async function fetchToken(
  { tenantId, clientId, clientSecret }: GraphClient,
  outside: Outside,
): Promise<GraphToken> {
  const answer = await requestJson(
    who,
    `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
        scope: 'https://graph.microsoft.com/.default',
      }).toString(),
    },
    outside,
  )
  if (answer.status !== 200) throw groupsIncomplete(`${who}: wanted 200, got ${toReason(answer)}`)
  const { access_token: text, expires_in: expiresIn } = answer.body
  // It goes into a header.
  if (typeof text !== 'string' || !/^[\x21-\x7e]+$/.test(text))
    throw groupsIncomplete(`${who}: wanted an access_token, got none`)
  const seconds = Number(expiresIn)
  return { text, seconds: Number.isFinite(seconds) ? seconds : 0 }
}

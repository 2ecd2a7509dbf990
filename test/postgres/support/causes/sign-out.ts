import type { TestClient } from '@launchpad-sso/sdk-node/testing'
import type { TwoInstances } from '../instances/two-instances.ts'

/** As a script on a page of the app does it. Answers with where the browser is to go then. */
export async function signOut(
  { front }: TwoInstances,
  client: TestClient,
  fields: Record<string, string> = {},
): Promise<URL> {
  const headers = { 'sec-fetch-site': 'same-origin', origin: front.origin, accept: 'application/json' }
  const response = await client.post(`${front.origin}/auth/logout`, new URLSearchParams(fields), headers)
  const text = await response.text()
  if (response.status !== 200) throw new Error(`wanted to be signed out, got ${response.status}: ${text}`)
  const { logoutUrl } = JSON.parse(text) as { readonly logoutUrl: string | null }
  return new URL(logoutUrl ?? front.origin)
}

/** Where Acme's identity provider sends its logout messages. */
export function sloUrlOf({ front }: TwoInstances): string {
  return `${front.origin}/auth/saml/acme/slo`
}

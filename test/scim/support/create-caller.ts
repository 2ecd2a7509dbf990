import type { Auth, Json } from '@launchpad-sso/sdk-node'

/** An answer, read. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // A test looks into whatever came.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

/** Calls one endpoint with one token. A text is sent as it is. */
export type Caller = (
  method: string,
  path: string,
  body?: Json,
  headers?: Readonly<Record<string, string>>,
) => Promise<Reply>

/** @param from where the server is, and the token. */
export function createCaller(
  auth: Pick<Auth, 'handler'>,
  { base, token }: { readonly base: string; readonly token: string },
): Caller {
  return async (method, path, body, headers = {}) => {
    const init: RequestInit = {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json', ...headers },
    }
    if (body !== undefined) init.body = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await auth.handler(new Request(`${base}${path}`, init))
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: text === '' ? null : JSON.parse(text) }
  }
}

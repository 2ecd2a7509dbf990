/** How a request reaches the handler under test: directly, or over HTTP. */
export type Send = (request: Request) => Promise<Response>

/** A browser without a screen: keeps cookies, asks for pages, follows nothing by itself. */
export interface TestClient {
  readonly get: (url: string | URL, headers?: Readonly<Record<string, string>>) => Promise<Response>
  readonly post: (
    url: string | URL,
    form: URLSearchParams,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>
  /** The `Cookie` header it would send. */
  readonly cookies: () => string
}

/** A client with an empty cookie jar. One origin, so the jar knows names only. */
export function createClient(send: Send): TestClient {
  const jar = new Map<string, string>()
  const cookies = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const request = async (
    url: string | URL,
    init: RequestInit,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response> => {
    const sent = { accept: 'text/html', ...(jar.size > 0 && { cookie: cookies() }), ...headers }
    const response = await send(new Request(url, { ...init, headers: sent, redirect: 'manual' }))
    for (const line of response.headers.getSetCookie()) keep(jar, line)
    return response
  }
  return Object.freeze({
    get: (url, headers = {}) => request(url, {}, headers),
    post: (url, form, headers = {}) =>
      request(
        url,
        { method: 'POST', body: form.toString() },
        { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      ),
    cookies,
  } satisfies TestClient)
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';')
  const equals = pair.indexOf('=')
  const name = pair.slice(0, equals).trim()
  if (attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute))) jar.delete(name)
  else jar.set(name, pair.slice(equals + 1).trim())
}

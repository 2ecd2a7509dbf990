/** A page as it arrived. */
export interface BrowserPage {
  readonly url: string
  readonly status: number
  readonly headers: Headers
  readonly body: string
  readonly forms: readonly BrowserForm[]
}

export interface BrowserForm {
  /** Absolute. */
  readonly action: string
  readonly method: 'GET' | 'POST'
  /** Name and value of what is sent without touching anything. */
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** Names of the fields a person fills in. */
  readonly inputs: readonly string[]
  /** Name and value of the buttons that have a name. */
  readonly buttons: readonly (readonly [name: string, value: string])[]
}

export interface BrowserOptions {
  /**
   * Submits pages that are only there to be submitted.
   *
   * @default true
   */
  readonly autoSubmit?: boolean
  /** Languages the person reads. @default 'en' */
  readonly acceptLanguage?: string
}

/** One person's browser: it follows redirects, fills in forms and keeps cookies, without scripts. */
export interface Browser {
  /** The address bar. */
  readonly get: (url: string, headers?: Readonly<Record<string, string>>) => Promise<BrowserPage>
  /** A link on a page. */
  readonly follow: (page: BrowserPage, href: string) => Promise<BrowserPage>
  /** A form of the page: the first that has all the fields. Other fields keep the values they came with. */
  readonly submit: (page: BrowserPage, values?: Readonly<Record<string, string>>) => Promise<BrowserPage>
  /** A form on any site, also one that sets a trap. @param from the page it stands on; null: none. */
  readonly post: (
    url: string,
    fields: Readonly<Record<string, string>> | URLSearchParams,
    from?: string | null,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<BrowserPage>
  readonly cookies: CookieJar
  /** Every request, oldest first: method, URL and status. */
  readonly trail: readonly string[]
}

interface Cookie {
  readonly name: string
  readonly value: string
  readonly host: string
  readonly path: string
  readonly secure: boolean
  readonly sameSite: 'strict' | 'lax' | 'none'
}

export interface CookieJar {
  /** Value of the `Cookie` header. */
  readonly header: (url: URL, crossSite: 'no' | 'link' | 'form') => string
  readonly store: (url: URL, setCookies: readonly string[]) => void
  readonly get: (name: string) => string | null
  readonly set: (name: string, value: string) => void
  readonly names: () => readonly string[]
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const maxHops = 30

interface Ask {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly body: string | null
  /** Page the request comes from; null: the address bar. */
  readonly from: string | null
  readonly headers: Readonly<Record<string, string>>
}

export function createBrowser(options: BrowserOptions = {}): Browser {
  const cookies = createCookieJar()
  const trail: string[] = []
  const send = async (ask: Ask): Promise<BrowserPage> => {
    let next: Ask | null = ask
    for (let hop = 0; next !== null && hop < maxHops; hop += 1) {
      const current: Ask = next
      const response = await fetch(current.url, toRequest(current, cookies, options.acceptLanguage ?? 'en'))
      cookies.store(new URL(current.url), response.headers.getSetCookie())
      trail.push(`${current.method} ${current.url} ${response.status}`)
      const location = redirects.has(response.status) ? response.headers.get('location') : null
      if (location === null) {
        const page = await toPage(current.url, response)
        next = options.autoSubmit === false ? null : toAutoSubmit(page)
        if (next === null) return page
      } else {
        await response.arrayBuffer()
        next = toRedirect(current, response.status, location)
      }
    }
    throw new Error(`too many redirects:\n${trail.slice(-maxHops).join('\n')}`)
  }
  const get = { method: 'GET', body: null, headers: {} } as const
  return {
    cookies,
    trail,
    get: (url, headers = {}) => send({ ...get, url, from: null, headers }),
    follow: (page, href) => send({ ...get, url: new URL(href, page.url).href, from: page.url }),
    submit: (page, values = {}) => send(toSubmission(page, values)),
    post: (url, fields, from = null, headers = {}) =>
      send({ method: 'POST', url, body: new URLSearchParams(fields).toString(), from, headers }),
  }
}

function toRequest(ask: Ask, cookies: CookieJar, acceptLanguage: string): RequestInit {
  const url = new URL(ask.url)
  const isCrossSite = ask.from !== null && new URL(ask.from).hostname !== url.hostname
  const cookie = cookies.header(url, isCrossSite ? (ask.method === 'POST' ? 'form' : 'link') : 'no')
  const headers: Record<string, string> = { accept: 'text/html,*/*;q=0.8', 'accept-language': acceptLanguage }
  if (cookie !== '') headers['cookie'] = cookie
  if (ask.body !== null) headers['content-type'] = 'application/x-www-form-urlencoded'
  if (ask.method === 'POST' && ask.from !== null) headers['origin'] = new URL(ask.from).origin
  return { method: ask.method, headers: { ...headers, ...ask.headers }, body: ask.body, redirect: 'manual' }
}

/** Only 307 and 308 keep the method and the body. */
function toRedirect(ask: Ask, status: number, location: string): Ask {
  const url = new URL(location, ask.url).href
  return status >= 307 ? { ...ask, url } : { ...ask, method: 'GET', url, body: null, headers: {} }
}

/** A page with a script and one form in which there is nothing to fill in submits itself. */
function toAutoSubmit(page: BrowserPage): Ask | null {
  const [form, ...more] = page.forms
  const isHandover = form !== undefined && more.length === 0 && form.method === 'POST' && form.inputs.length === 0
  return isHandover && /\bsubmit\b[^<]*\(/.test(page.body) ? toSubmission(page, {}) : null
}

function toSubmission(page: BrowserPage, values: Readonly<Record<string, string>>): Ask {
  const names = Object.keys(values)
  const hasAll = (form: BrowserForm): boolean => {
    const known = new Set([...form.fields, ...form.buttons].map(([name]) => name))
    return names.every((name) => known.has(name) || form.inputs.includes(name))
  }
  const form = page.forms.find(hasAll)
  if (form === undefined) throw new Error(`no form with ${names.join(', ')} on ${page.url} (${page.status}):\n${page.body.slice(0, 2000)}`)
  const kept = form.fields.filter(([name]) => !names.includes(name))
  const body = new URLSearchParams([...kept.map(([name, value]) => [name, value]), ...Object.entries(values)] as [string, string][])
  const common = { from: page.url, headers: {} }
  if (form.method === 'POST') return { ...common, method: 'POST', url: form.action, body: body.toString() }
  const url = new URL(form.action)
  url.search = body.toString()
  return { ...common, method: 'GET', url: url.href, body: null }
}

async function toPage(url: string, response: Response): Promise<BrowserPage> {
  const body = await response.text()
  const isHtml = (response.headers.get('content-type') ?? '').includes('html')
  return { url, status: response.status, headers: response.headers, body, forms: isHtml ? parseForms(url, body) : [] }
}

function parseForms(pageUrl: string, body: string): readonly BrowserForm[] {
  return [...body.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, attributes = '', inside = '']) => {
    const form = parseAttributes(attributes)
    const controls = [...inside.matchAll(/<(input|button)\b([^>]*)>/gi)].map(([, tag = '', rest = '']) => {
      const { name = '', value = '', type = tag.toLowerCase() === 'button' ? 'submit' : 'text' } = parseAttributes(rest)
      return { name, value, type }
    })
    const named = controls.filter(({ name }) => name !== '')
    const isButton = ({ type }: { readonly type: string }): boolean => type === 'submit' || type === 'button'
    return {
      action: new URL(form['action'] ?? pageUrl, pageUrl).href,
      method: (form['method'] ?? 'get').toLowerCase() === 'post' ? 'POST' : 'GET',
      fields: named.filter((one) => !isButton(one)).map(({ name, value }) => [name, value] as const),
      inputs: named.filter((one) => !isButton(one) && one.type !== 'hidden').map(({ name }) => name),
      buttons: named.filter(isButton).map(({ name, value }) => [name, value] as const),
    }
  })
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function parseAttributes(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(/([a-zA-Z][-\w:]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)]
  return Object.fromEntries(pairs.map(([, name = '', double, single]) => [name.toLowerCase(), decodeEntities(double ?? single ?? '')]))
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    return entities[name ?? ''] ?? whole
  })
}

/** By host, path and name; ports share a jar, as in real browsers. */
function createCookieJar(): CookieJar {
  const jar = new Map<string, Cookie>()
  const mayTravel = ({ sameSite }: Cookie, crossSite: 'no' | 'link' | 'form'): boolean =>
    crossSite === 'no' || sameSite === 'none' || (sameSite === 'lax' && crossSite === 'link')
  return {
    header: (url, crossSite) =>
      [...jar.values()]
        .filter((cookie) => cookie.host === url.hostname && isBelow(url.pathname, cookie.path))
        .filter((cookie) => (!cookie.secure || url.protocol === 'https:') && mayTravel(cookie, crossSite))
        .map(({ name, value }) => `${name}=${value}`)
        .join('; '),
    store: (url, setCookies) => {
      for (const text of setCookies) {
        const { cookie, isGone } = parseSetCookie(url, text)
        const key = [cookie.host, cookie.path, cookie.name].join(' ')
        jar.delete(key)
        if (!isGone) jar.set(key, cookie)
      }
    },
    get: (name) => [...jar.values()].find((cookie) => cookie.name === name)?.value ?? null,
    set: (name, value) => {
      for (const [key, cookie] of jar) if (cookie.name === name) jar.set(key, { ...cookie, value })
    },
    names: () => [...jar.values()].map(({ name }) => name),
  }
}

/** @see RFC 6265, section 5.1.4 */
function isBelow(path: string, cookiePath: string): boolean {
  return path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`)
}

function parseSetCookie(url: URL, text: string): { readonly cookie: Cookie; readonly isGone: boolean } {
  const [pair = '', ...rest] = text.split(';').map((part) => part.trim())
  const equals = pair.indexOf('=')
  const attributes = new Map(rest.map((part) => [part.split('=')[0]?.toLowerCase() ?? '', part.slice(part.indexOf('=') + 1)]))
  const maxAge = attributes.get('max-age')
  const expires = attributes.get('expires')
  const sameSite = attributes.get('samesite')?.toLowerCase()
  return {
    cookie: {
      name: pair.slice(0, equals),
      value: pair.slice(equals + 1),
      host: url.hostname,
      path: attributes.get('path') ?? '/',
      secure: attributes.has('secure'),
      sameSite: sameSite === 'none' || sameSite === 'strict' ? sameSite : 'lax',
    },
    isGone: maxAge === undefined ? expires !== undefined && Date.parse(expires) <= Date.now() : Number(maxAge) <= 0,
  }
}

import { createCookieJar, type CookieJar } from './cookie-jar.ts'
import { parseForms, type PageForm } from './page-forms.ts'

/** A page as it arrived. */
export interface BrowserPage {
  readonly url: string
  readonly status: number
  readonly headers: Headers
  readonly body: string
  readonly forms: readonly PageForm[]
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
  const hasAll = (form: PageForm): boolean => {
    const known = new Set([...form.fields, ...form.buttons].map(([name]) => name))
    return names.every((name) => known.has(name) || form.inputs.includes(name))
  }
  const form = page.forms.find(hasAll)
  if (form === undefined)
    throw new Error(`no form with ${names.join(', ')} on ${page.url} (${page.status}):\n${page.body.slice(0, 2000)}`)
  const kept = form.fields.filter(([name]) => !names.includes(name))
  const body = new URLSearchParams([...kept.map(([name, value]) => [name, value]), ...Object.entries(values)] as [
    string,
    string,
  ][])
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

import type { Browser, BrowserContext, BrowserContextOptions, ConsoleMessage, Page, Request } from 'playwright-core'

export interface VisitOptions extends BrowserContextOptions {
  /** Statuses of pages that are meant to show a failure. Any other status of 400 and above is a complaint. */
  readonly failures?: readonly number[]
  /** What the console may say as well: frameworks report what they have caught. */
  readonly mayLog?: RegExp
}

/** What happened in the browser while somebody was there. */
export interface Seen {
  /** Every request, oldest first. */
  readonly requests: readonly Request[]
}

/**
 * Lends one person's browser: new, on its first page, closed afterwards. Fails on any error in the console (a breach of
 * the Content-Security-Policy is one), any error in a page's script and any request that leaves this machine.
 */
export async function visit(
  browser: Browser,
  { failures = [], mayLog, ...options }: VisitOptions,
  walk: (page: Page, context: BrowserContext, seen: Seen) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(30_000)
  const requests: Request[] = []
  const complaints: string[] = []
  context.on('request', (request) => {
    requests.push(request)
    if (!isLocal(request.url())) complaints.push(`left this machine: ${request.url()}`)
  })
  context.on('console', (message) => {
    if (isComplaint(message, failures) && !mayLog?.test(message.text()))
      complaints.push(`console: ${message.text()} at ${message.location().url}`)
  })
  context.on('weberror', (error) => void complaints.push(`script: ${String(error.error())}`))
  const page = await context.newPage()
  try {
    await walk(page, context, { requests })
  } catch (error) {
    const said = [`on ${page.url()}: ${error instanceof Error ? error.message : String(error)}`, ...complaints]
    throw new Error(said.join('\n'), { cause: error })
  } finally {
    await context.close()
  }
  if (complaints.length > 0) throw new Error(complaints.join('\n'))
}

function isLocal(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return ['data:', 'about:', 'blob:'].includes(protocol) || ['localhost', '127.0.0.1'].includes(hostname)
}

function isComplaint(message: ConsoleMessage, failures: readonly number[]): boolean {
  if (message.type() !== 'error' && message.type() !== 'warning') return false
  // The browser asks for it by itself where a page names no icon, and JSON cannot.
  if (message.location().url.endsWith('/favicon.ico')) return false
  const [, status] =
    /^Failed to load resource: the server responded with a status of (\d{3})/.exec(message.text()) ?? []
  return status === undefined || !failures.includes(Number(status))
}

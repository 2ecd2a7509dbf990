import type { HasHeaders } from '../ports/has-headers.ts'

/**
 * True when a person's browser navigates and can show a page. Scripts (fetch, XHR), prefetches and framework payload
 * requests are answered with JSON and a status: a redirect to a sign-in page would look like a success to them.
 */
export function wantsPage(source: HasHeaders): boolean {
  const header = (name: string): string => source.headers.get(name) ?? ''
  if (isPrefetch(source) || header('x-requested-with') !== '' || header('rsc') !== '' || header('next-action') !== '')
    return false
  return isNavigation(source) && header('accept').includes('text/html')
}

/** True unless the request says that it only fetches something: an image, a script, what might be needed, a header. */
export function mayNavigate(request: HasHeaders & { readonly method: string }): boolean {
  return request.method !== 'HEAD' && isNavigation(request) && !isPrefetch(request)
}

/** Browsers send the Fetch Metadata headers together; a lone mode is what Node's own fetch sends, and says nothing. */
function isNavigation({ headers }: HasHeaders): boolean {
  const mode = headers.get('sec-fetch-site') ? headers.get('sec-fetch-mode') : null
  return !mode || mode === 'navigate'
}

/** True when the browser only guesses that the person may go there. */
export function isPrefetch(source: HasHeaders): boolean {
  const purpose = source.headers.get('sec-purpose') ?? source.headers.get('purpose') ?? ''
  return purpose.includes('prefetch') || source.headers.get('next-router-prefetch') === '1'
}

import type { HasHeaders } from './cookies.ts'

/**
 * True when a person's browser navigates and can show a page. Scripts (fetch, XHR), prefetches and framework payload
 * requests are answered with JSON and a status: a redirect to a sign-in page would look like a success to them.
 */
export function wantsPage(source: HasHeaders): boolean {
  const header = (name: string): string => source.headers.get(name) ?? ''
  if (isPrefetch(source) || header('x-requested-with') !== '' || header('rsc') !== '' || header('next-action') !== '')
    return false
  // Browsers send the Fetch Metadata headers together; a lone mode is what Node's own fetch sends, and says nothing.
  const mode = header('sec-fetch-site') === '' ? '' : header('sec-fetch-mode')
  return (mode === '' || mode === 'navigate') && header('accept').includes('text/html')
}

/** True when the browser only guesses that the person may go there. */
export function isPrefetch(source: HasHeaders): boolean {
  const purpose = source.headers.get('sec-purpose') ?? source.headers.get('purpose') ?? ''
  return purpose.includes('prefetch') || source.headers.get('next-router-prefetch') === '1'
}

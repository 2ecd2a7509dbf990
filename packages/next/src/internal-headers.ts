/** The path and query that was asked for: the proxy tells it to `requireSession`, since Next shows it to no component. */
export const askedPathHeader = 'x-launchpad-url'

const internalPrefix = 'x-launchpad-'

/** The request's headers without those that only the proxy may set. */
export function withoutInternal(given: Headers): Headers {
  const headers = new Headers(given)
  for (const name of given.keys()) if (name.startsWith(internalPrefix)) headers.delete(name)
  return headers
}

/**
 * Ends a component, a route handler or a server action by sending the browser elsewhere, with 303 where the headers are still
 * to be sent. It is what `redirect()` of `next/navigation` throws.
 */
export function redirectTo(path: string, how: 'push' | 'replace'): never {
  throw interruption(`NEXT_REDIRECT;${how};${path};303;`)
}

/**
 * Ends a route handler with this status and an empty body. It is what `unauthorized()` and `forbidden()` of `next/navigation`
 * throw when the app has switched the experiment on that allows them.
 */
export function refuseWith(status: number): never {
  throw interruption(`NEXT_HTTP_ERROR_FALLBACK;${status}`)
}

/** Next knows such errors by their digest alone. Whatever else they may become, what follows them does not run. */
function interruption(digest: string): Error {
  return Object.assign(new Error(digest), { digest })
}

/** One way to sign in. */
export interface Choice {
  readonly id: string
  readonly name: string
  readonly loginUrl: string
}

/** How an address signs in, or why nobody knows. */
export type Discovery =
  | { readonly kind: 'sso'; readonly loginUrl: string; readonly connections: readonly Choice[] }
  | { readonly kind: 'password'; readonly loginUrl: string }
  | { readonly kind: 'emailInvalid' | 'organizationUnknown' | 'tooManyAttempts' | 'unreachable' }

/** Asks `GET {basePath}/discover`. Never rejects; a question that was called off counts as unreachable. */
export async function discover(
  basePath: string,
  email: string,
  returnTo: string,
  signal: AbortSignal,
): Promise<Discovery> {
  const query = new URLSearchParams({ email, return_to: returnTo })
  try {
    const response = await fetch(`${basePath}/discover?${query.toString()}`, {
      headers: { accept: 'application/json' },
      signal,
    })
    if (response.status === 429) return { kind: 'tooManyAttempts' }
    if (response.status === 400) return { kind: 'emailInvalid' }
    return response.ok ? toDiscovery(await response.json()) : { kind: 'unreachable' }
  } catch {
    return { kind: 'unreachable' }
  }
}

function toDiscovery(answer: unknown): Discovery {
  const { kind, loginUrl, connections } = (answer ?? {}) as Record<string, unknown>
  if (kind === 'unknown') return { kind: 'organizationUnknown' }
  if (kind === 'password' && isOwnUrl(loginUrl)) return { kind, loginUrl }
  if (kind === 'sso' && isOwnUrl(loginUrl) && Array.isArray(connections) && connections.every(isChoice))
    return { kind, loginUrl, connections }
  return { kind: 'unreachable' }
}

function isChoice(value: unknown): value is Choice {
  const { id, name, loginUrl } = (value ?? {}) as Record<string, unknown>
  return typeof id === 'string' && typeof name === 'string' && isOwnUrl(loginUrl)
}

/** Whatever the answer says, a sign-in starts here and runs no script. */
function isOwnUrl(url: unknown): url is string {
  try {
    if (typeof url !== 'string') return false
    const { origin, protocol } = new URL(url, location.href)
    // A `blob:` address has the origin of who made it.
    return origin === location.origin && protocol === location.protocol
  } catch {
    return false
  }
}

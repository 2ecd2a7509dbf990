import type { LaunchpadApplication } from './launchpad-application.ts'
import { toTiles } from './to-tiles.ts'
import { toWebUrl } from './to-web-url.ts'

/** What there is to show. */
export type Applications =
  | { readonly kind: 'loading' | 'failed' }
  | { readonly kind: 'ready'; readonly applications: readonly LaunchpadApplication[] }
  /** Nobody is signed in at the identity service. */
  | { readonly kind: 'signed-out'; readonly launchpadUrl: string }

/** Asks the identity service for the person's applications; without its address the SDK knows it. Never rejects. */
export async function loadApplications(
  basePath: string,
  identityService: string | undefined,
  signal: AbortSignal,
): Promise<Applications> {
  try {
    const asked = identityService ? `${identityService.replace(/\/+$/, '')}/launchpad/applications` : null
    const address = asked ?? (await findApplicationsUrl(basePath, signal))
    if (address === null) return { kind: 'ready', applications: [] }
    const url = toWebUrl(address, location.href)
    return url === null ? failed : await ask(url, signal)
  } catch {
    return failed
  }
}

const failed = { kind: 'failed' } as const
const headers = { accept: 'application/json' } as const

/** Null: the app is connected to no identity service. */
async function findApplicationsUrl(basePath: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(`${basePath}/launchpad`, { headers, signal })
  const { applicationsUrl } = (await response.json()) as { readonly applicationsUrl?: unknown }
  return applicationsUrl
}

async function ask(url: string, signal: AbortSignal): Promise<Applications> {
  const response = await fetch(url, { headers, credentials: 'include', signal })
  if (response.status === 401) return { kind: 'signed-out', launchpadUrl: new URL('..', url).href }
  const { applications } = (await response.json()) as { readonly applications?: unknown }
  if (!response.ok || !Array.isArray(applications)) return failed
  return { kind: 'ready', applications: toTiles(applications, url) }
}

import type { BrowserContext } from 'playwright-core'

/** The address of the person the app knows in this browser; null when nobody is signed in. */
export async function findSessionEmail(context: BrowserContext, appUrl: string): Promise<string | null> {
  const answer = await context.request.get(`${appUrl}/auth/session`, { headers: { accept: 'application/json' } })
  const { session } = (await answer.json()) as {
    readonly session: { readonly user: { readonly email: string } } | null
  }
  return session?.user.email ?? null
}

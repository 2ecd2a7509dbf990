import type { Session } from './session.ts'

/**
 * Asks the server who is signed in; null: nobody. A 401 says so, and so does an answer that is not JSON: it is the sign-in
 * page of something in front of the app.
 *
 * @throws Error when there is no answer, or none that says anything about the session.
 */
export async function askSession(url: string): Promise<Session | null> {
  const response = await fetch(url, { headers: { accept: 'application/json' } })
  const { status } = response
  if (status === 401) return null
  if (status < 500 && status !== 429) {
    if (!response.headers.get('content-type')?.includes('json')) return null
    const { session } = (await response.json()) as { readonly session?: Session | null }
    if (session === null || typeof session?.id === 'string') return session
  }
  throw new Error(`${url}: expected a session, got status ${status}`)
}

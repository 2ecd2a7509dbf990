import type { Session } from '../model/session.ts'

/** The part of `Auth` that makes sessions. */
interface CreatesSessions {
  readonly createSession: (draft: {
    readonly user: { readonly id: string; readonly email?: string | null; readonly name?: string | null }
    readonly organization: { readonly id: string; readonly name: string }
    readonly connection: string
    readonly roles?: readonly string[]
  }) => Promise<{ readonly session: Session; readonly setCookie: string }>
}

/** Who is to be signed in. What is left out is made up. */
export interface MintedUser {
  readonly email: string
  readonly id?: string
  readonly name?: string
  readonly organization?: string
  readonly connection?: string
  readonly roles?: readonly string[]
}

/**
 * A real session for a test of a protected route, without any identity provider.
 *
 * @example
 * const { cookie } = await mintSession(auth, { email: 'ana@acme.test' })
 * const response = await fetch('http://localhost:3000/me', { headers: { cookie } })
 */
export async function mintSession(
  auth: CreatesSessions,
  user: MintedUser,
): Promise<{ readonly session: Session; readonly cookie: string; readonly headers: { readonly cookie: string } }> {
  const organization = user.organization ?? user.email.split('@')[1]?.split('.')[0] ?? 'test'
  const { session, setCookie } = await auth.createSession({
    user: { id: user.id ?? `test-${user.email}`, email: user.email, name: user.name ?? null },
    organization: { id: organization, name: organization },
    connection: user.connection ?? 'test',
    roles: user.roles ?? [],
  })
  const cookie = setCookie.slice(0, setCookie.indexOf(';'))
  return { session, cookie, headers: { cookie } }
}

import { getSession } from '@launchpad-sso/next'
import { auth } from '../auth.ts'

/** One of several components that want to know who is there. */
export async function Who({ place }: { readonly place: string }) {
  const session = await getSession(auth)
  return (
    <p>
      {place}: {session?.user.email ?? 'nobody'}
    </p>
  )
}

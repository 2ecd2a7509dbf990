import { requireSession } from '@launchpad-sso/next'
import { auth } from '../../../auth.ts'

/** Its parts guard themselves, as those of larger pages do. */
export default function Admin() {
  return (
    <main>
      <Part />
      <Part />
    </main>
  )
}

async function Part() {
  const session = await requireSession(auth, { role: 'admin' })
  return <p>Administration, for {session.user.email}</p>
}

import { requireSession } from '@launchpad-sso/next'
import { auth } from '../../auth.ts'

export default async function Admin() {
  const session = await requireSession(auth, { role: 'admin' })
  return <h1>Administration, for {session.user.email}</h1>
}

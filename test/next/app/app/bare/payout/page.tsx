import { requireRecentAuth } from '@launchpad-sso/next'
import { auth } from '../../../auth.ts'

/** Its parts guard themselves, as those of larger pages do. */
export default function Payout() {
  return (
    <main>
      <Part />
      <Part />
    </main>
  )
}

async function Part() {
  const session = await requireRecentAuth(auth, { maximumAgeSeconds: 300 })
  return <p>Payout, for {session.user.email}</p>
}

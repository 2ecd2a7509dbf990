import { requireRecentAuth } from '@launchpad-sso/next'
import { auth } from '../../../auth.ts'

export async function GET() {
  const session = await requireRecentAuth(auth, { maximumAgeSeconds: 300 })
  return Response.json({ email: session.user.email })
}

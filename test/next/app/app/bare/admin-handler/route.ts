import { requireSession } from '@launchpad-sso/next'
import { auth } from '../../../auth.ts'

export async function GET() {
  const session = await requireSession(auth, { role: 'admin' })
  return Response.json({ email: session.user.email })
}

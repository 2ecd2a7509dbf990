import { requireSession } from '@launchpad-sso/next'
import { auth } from '../../../auth.ts'

export async function GET() {
  const session = await requireSession(auth)
  return Response.json({ email: session.user.email })
}

export function POST() {
  return GET()
}

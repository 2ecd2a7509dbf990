import { getSession, requireSession } from '@launchpad-sso/next'
import { auth } from '../../auth.ts'

export async function GET() {
  await requireSession(auth)
  const session = await getSession(auth)
  return Response.json({ email: session?.user.email })
}

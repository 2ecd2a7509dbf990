import { requireSession } from '@launchpad-sso/next'
import { auth } from '../../../auth.ts'
import { findBooks } from '../../../data/database.ts'

/** The requests of the person's organization as JSON. */
export async function GET(): Promise<Response> {
  const { organization } = await requireSession(auth)
  const books = findBooks(organization.id)
  return Response.json({ currency: books?.currency ?? 'EUR', requests: books?.requests ?? [] })
}

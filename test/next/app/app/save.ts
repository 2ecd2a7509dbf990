'use server'
import { requireSession } from '@launchpad-sso/next'
import { auth } from '../auth.ts'

/** What a form of the app does. */
export async function save(): Promise<string> {
  const session = await requireSession(auth)
  return `saved by ${session.user.email}`
}

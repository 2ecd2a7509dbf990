'use server'
import { requireSession } from '@launchpad-sso/next'
import { revalidatePath } from 'next/cache'
import { auth } from '../../../../auth.ts'

/**
 * Ends one of the person's own sessions, or all but this one. Only what is in the list is ended: a form can say any id. Answers with how
 * many have ended.
 */
export async function endSessions(_before: number | null, form: FormData): Promise<number> {
  const { id, organization, user } = await requireSession(auth)
  const listed = await auth.sessions.list(organization.id, { userId: user.id })
  const others = listed.filter((one) => one.id !== id)
  const wanted = form.get('id')
  const ended = wanted === null ? others : others.filter((one) => one.id === wanted)
  const context = { actor: { type: 'user', id: user.id } } as const
  for (const one of ended) await auth.sessions.revoke(organization.id, { sessionId: one.id }, context)
  revalidatePath('/account/sessions')
  return ended.length
}

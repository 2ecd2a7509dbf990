'use server'
import { requireSession } from '@launchpad-sso/next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { auth } from '../../auth.ts'
import { findArticle } from '../../data/catalogue.ts'
import { addRequest, decideRequest } from '../../data/database.ts'

// Every function of this file can be called by anybody who knows its address: each asks for the session itself.

/** Approves or declines a request of the person's own organization. */
export async function decide(form: FormData): Promise<void> {
  const { organization, user } = await requireSession(auth)
  const event = form.get('event') === 'approved' ? 'approved' : 'declined'
  decideRequest(organization.id, readText(form, 'id'), event, user.name ?? user.email ?? user.id)
  revalidatePath('/', 'layout')
}

/** Asks for an article of the catalogue, and shows the new request. */
export async function order(form: FormData): Promise<void> {
  const { organization } = await requireSession(auth)
  const article = findArticle(readText(form, 'article'))
  const quantity = Number(readText(form, 'quantity'))
  if (article === null || !Number.isInteger(quantity) || quantity < 1 || quantity > 99) return
  const what = quantity === 1 ? article.name : `${article.name}, ${quantity} pieces`
  const request = addRequest(organization.id, { what, team: article.group, amount: quantity * article.price })
  revalidatePath('/', 'layout')
  redirect(`/requests/${request.id}`)
}

function readText(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

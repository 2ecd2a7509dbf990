import type { Outside } from '../../ports/outside.ts'
import { groupsIncomplete } from './groups-incomplete.ts'

/** What Microsoft answered. */
export interface JsonAnswer {
  readonly status: number
  /** Empty when it was no JSON object. */
  readonly body: Readonly<Record<string, unknown>>
}

/** @param who is asked, for the detail. @throws AuthError LOGIN_GROUPS_INCOMPLETE when there is no answer */
export async function requestJson(who: string, url: string, init: RequestInit, outside: Outside): Promise<JsonAnswer> {
  try {
    const response = await outside.fetch(url, { ...init, redirect: 'manual' })
    return { status: response.status, body: toObject(await response.text()) }
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'none'
    throw groupsIncomplete(`${who}: wanted an answer, got none (${reason})`, error)
  }
}

function toObject(text: string): JsonAnswer['body'] {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonAnswer['body']) : {}
  } catch {
    return {}
  }
}

/** The word Microsoft has for what went wrong: `{ error: 'word' }` at one host, `{ error: { code: 'word' } }` at the other. */
export function toReason({ status, body }: JsonAnswer): string {
  const { error } = body as { readonly error?: unknown }
  const word = typeof error === 'object' && error !== null ? (error as { readonly code?: unknown }).code : error
  return typeof word === 'string' && /^\w{1,80}$/.test(word) ? `${status} (${word})` : String(status)
}

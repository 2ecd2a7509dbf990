import { authEventTypes, type AuthEventType } from '../model/event.ts'
import { webhookInvalid } from './webhook-invalid.ts'
import type { WebhookTools } from './webhook-tools.ts'

const maxNameLength = 100
const maxUrlLength = 2048
/** Controls, separators of lines, halves of a character, and what turns the direction of the text around it. */
const unfit = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u
/** `b64token`, RFC 6750 section 2.1. */
const bearerForm = /^[A-Za-z0-9\-._~+/]{1,4096}={0,2}$/

export function parseName(value: unknown): string | null {
  if (value === null) return null
  const text = typeof value === 'string' ? value.trim() : ''
  if (text === '' || text.length > maxNameLength || unfit.test(text))
    throw webhookInvalid('name', `1 to ${maxNameLength} characters on one line, or null`, value)
  return text
}

export function parseTypes(value: unknown): readonly AuthEventType[] | null {
  if (value === null) return null
  if (!Array.isArray(value) || value.length === 0)
    throw webhookInvalid('types', 'a list of event types that is not empty, or null for all', value)
  const unknown = value.find((type) => !(authEventTypes as readonly unknown[]).includes(type))
  if (unknown !== undefined) throw webhookInvalid('types', 'types of events', unknown)
  return [...new Set(value as readonly AuthEventType[])]
}

/** Never told when it is wrong: it proves who we are. */
export function parseBearerToken(value: unknown): string | null {
  if (value === null) return null
  if (typeof value !== 'string' || !bearerForm.test(value))
    throw webhookInvalid(
      'bearerToken',
      'a token as RFC 6750 section 2.1 has it, or null',
      typeof value === 'string' ? undefined : value,
    )
  return value
}

/** As it will be called. Its query is never told: people put secrets there. */
export function parseUrl(value: unknown, { checkUrl }: Pick<WebhookTools, 'checkUrl'>): string {
  if (typeof value !== 'string') throw webhookInvalid('url', 'an https URL', value)
  if (value.length > maxUrlLength)
    throw webhookInvalid('url', `at most ${maxUrlLength} characters`, `${value.length} characters`)
  if (!URL.canParse(value)) throw webhookInvalid('url', 'an https URL', 'text that is none')
  const url = new URL(value)
  if (url.hash !== '') throw webhookInvalid('url', 'no fragment, which is never sent', 'one with a fragment')
  try {
    checkUrl(url)
  } catch (error) {
    throw webhookInvalid('url', 'one that may be called', error instanceof Error ? error.message : 'another')
  }
  return url.href
}

import type { WebhookOptions } from './auth-options.ts'
import type { Config } from './config.ts'
import { knownWebhooks } from './known-options.ts'
import type { Problems } from './surroundings.ts'
import { takeKnown } from './take-known.ts'

/** @param problems takes what is wrong. */
export function parseWebhooks(given: WebhookOptions, problems: Problems): Config['webhooks'] {
  const options = takeKnown(given, knownWebhooks, (text) => problems.push(`webhooks ${text}`))
  const { timeoutMs = 10_000, insecureAllowPrivateNetwork = false } = options
  if (!Number.isInteger(timeoutMs) || timeoutMs < 100 || timeoutMs > 60_000)
    problems.push(`webhooks.timeoutMs must be a whole number from 100 to 60000, is ${timeoutMs}`)
  return Object.freeze({ timeoutMs, insecureAllowPrivateNetwork })
}

/** @param problems takes what is wrong, without the secret. */
export function parseEventsSecret(given: unknown, problems: Problems): string | null {
  if (given === undefined) return null
  if (typeof given === 'string' && /^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/.test(given)) return given
  problems.push("identityService.eventsSecret must be 'whsec_' and 24 to 64 bytes in base64")
  return null
}

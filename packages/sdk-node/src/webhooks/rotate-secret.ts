import type { WebhookEndpoint } from '../model/webhook.ts'
import { toWriter, type WriteContext } from '../model/write-context.ts'
import { changeWebhook } from './change-webhook.ts'
import { takeFields } from './take-fields.ts'
import { draftWebhookEvents } from './webhook-events.ts'
import { webhookInvalid } from './webhook-invalid.ts'
import {
  createPollToken,
  createSigningSecret,
  openWebhookSecrets,
  sealWebhookSecrets,
  withNewSecret,
} from './webhook-secrets.ts'
import type { WebhookTools } from './webhook-tools.ts'

const dayInSeconds = 86_400
const maxOverlapSeconds = 7 * dayInSeconds

/** @throws AuthError WEBHOOK_NOT_FOUND, WEBHOOK_INVALID, WRITE_CONFLICT */
export async function rotateSecret(
  webhookId: unknown,
  options: unknown,
  context: WriteContext | undefined,
  tools: WebhookTools,
): Promise<{ readonly secret: string }> {
  const overlapSeconds = parseOverlap(options)
  const writer = toWriter(context)
  let secret = ''
  await changeWebhook(webhookId, tools, (before, now) => {
    const changed = before.transport === 'poll' ? newToken(tools) : newSecret(before, { now, overlapSeconds }, tools)
    secret = changed.secret
    const events = draftWebhookEvents([{ type: 'webhook.secret_rotated', data: {} }], before, writer, now)
    return { endpoint: { ...before, ...changed.fields }, events }
  })
  return { secret }
}

interface Rotated {
  readonly secret: string
  readonly fields: Partial<WebhookEndpoint>
}

/** At once: a receiver asks with one token only, and a stolen one must not go on. */
function newToken({ hashToken }: WebhookTools): Rotated {
  const secret = createPollToken()
  return { secret, fields: { tokenHash: hashToken(secret) } }
}

function newSecret(
  before: WebhookEndpoint,
  overlap: { readonly now: Date; readonly overlapSeconds: number },
  { secretBox }: WebhookTools,
): Rotated {
  if (before.format !== 'webhook')
    throw webhookInvalid('the webhook', 'one with a secret', 'a pushed SET, which is verified with our public keys')
  const secret = createSigningSecret()
  const secrets = withNewSecret(openWebhookSecrets(before, secretBox), secret, overlap)
  return { secret, fields: { sealedSecrets: sealWebhookSecrets(before.id, secrets, secretBox) } }
}

function parseOverlap(options: unknown): number {
  const { overlapSeconds = dayInSeconds } = takeFields(options ?? {}, {
    name: 'the options',
    known: ['overlapSeconds'],
    refuse: webhookInvalid,
  })
  const isRight = Number.isInteger(overlapSeconds) && Number(overlapSeconds) >= 0
  if (!isRight || Number(overlapSeconds) > maxOverlapSeconds)
    throw webhookInvalid('overlapSeconds', `a whole number from 0 to ${maxOverlapSeconds}`, overlapSeconds)
  return Number(overlapSeconds)
}

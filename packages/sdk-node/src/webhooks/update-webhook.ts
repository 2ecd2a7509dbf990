import type { WebhookEndpoint } from '../model/webhook.ts'
import { toWriter, type WriteContext, type Writer } from '../model/write-context.ts'
import { changeWebhook, type WebhookChange } from './change-webhook.ts'
import type { ManagedWebhook } from './manage-webhooks.ts'
import { checkWebhookChanges, parseWebhookChanges, type ParsedWebhookChanges } from './parse-webhook-changes.ts'
import { toManagedWebhook } from './to-managed-webhook.ts'
import { draftWebhookEvents, findWebhookChanges } from './webhook-events.ts'
import { openWebhookSecrets, sealWebhookSecrets } from './webhook-secrets.ts'
import type { WebhookTools } from './webhook-tools.ts'

/** @throws AuthError WEBHOOK_NOT_FOUND, WEBHOOK_INVALID, WRITE_CONFLICT */
export async function updateWebhook(
  webhookId: unknown,
  given: unknown,
  context: WriteContext | undefined,
  tools: WebhookTools,
): Promise<ManagedWebhook> {
  const changes = parseWebhookChanges(given, tools)
  const writer = toWriter(context)
  const changed = await changeWebhook(webhookId, tools, (before, now) =>
    change(before, changes, { writer, now, tools }),
  )
  return toManagedWebhook(changed)
}

function change(
  before: WebhookEndpoint,
  { bearerToken, ...changes }: ParsedWebhookChanges,
  { writer, now, tools }: { readonly writer: Writer; readonly now: Date; readonly tools: WebhookTools },
): WebhookChange | null {
  const secrets = openWebhookSecrets(before, tools.secretBox)
  checkWebhookChanges({ ...changes, ...(bearerToken !== undefined && { bearerToken }) }, before, hasBearer(secrets))
  const isTokenNew = bearerToken !== undefined && bearerToken !== secrets.bearerToken
  const endpoint: WebhookEndpoint = {
    ...before,
    ...changes,
    ...toStatus(before, changes.status ?? before.status),
    ...(isTokenNew && { sealedSecrets: sealWebhookSecrets(before.id, { ...secrets, bearerToken }, tools.secretBox) }),
  }
  const values = findWebhookChanges(before, endpoint)
  if (values === null && !isTokenNew) return null
  const told = [
    ...(values === null ? [] : [{ type: 'webhook.updated', data: values } as const]),
    ...(isTokenNew ? [{ type: 'webhook.secret_rotated', data: {} } as const] : []),
  ]
  return { endpoint, events: draftWebhookEvents(told, endpoint, writer, now) }
}

const hasBearer = ({ bearerToken }: { readonly bearerToken: string | null }): boolean => bearerToken !== null

/** Who switches it on again gives it time: what failed before does not count. */
function toStatus(
  before: WebhookEndpoint,
  status: WebhookEndpoint['status'],
): Pick<WebhookEndpoint, 'status' | 'disabledReason' | 'failingSince'> {
  const { disabledReason, failingSince } = before
  if (status === before.status) return { status, disabledReason, failingSince }
  if (status === 'active') return { status, disabledReason: null, failingSince: null }
  return { status, disabledReason: 'Switched off by hand.', failingSince }
}

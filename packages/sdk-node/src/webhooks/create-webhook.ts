import { randomUUID } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import { isPublicId } from '../model/is-public-id.ts'
import type { WebhookEndpoint } from '../model/webhook.ts'
import { toWriter, type WriteContext } from '../model/write-context.ts'
import type { ManageWebhooks } from './manage-webhooks.ts'
import { parseWebhookDraft, type ParsedWebhookDraft } from './parse-webhook-draft.ts'
import { toManagedWebhook } from './to-managed-webhook.ts'
import { draftWebhookEvents, toWebhookValues } from './webhook-events.ts'
import { createPollToken, createSigningSecret, sealWebhookSecrets } from './webhook-secrets.ts'
import type { WebhookTools } from './webhook-tools.ts'

/** Of each organization, and as many of all organizations: each event is written once for each of them. */
const maxPerOrganization = 50

/** @throws AuthError WEBHOOK_INVALID, ORGANIZATION_NOT_FOUND */
export async function createWebhook(
  given: unknown,
  context: WriteContext | undefined,
  tools: WebhookTools,
): ReturnType<ManageWebhooks['create']> {
  const draft = parseWebhookDraft(given, tools)
  const writer = toWriter(context)
  await checkOrganization(draft.organizationId, tools)
  await checkCount(draft.organizationId, tools)
  const { endpoint, secret } = toEndpoint(draft, tools)
  const data = { old: null, new: toWebhookValues(endpoint) }
  const events = draftWebhookEvents([{ type: 'webhook.created', data }], endpoint, writer, endpoint.createdAt)
  if (!(await tools.store.webhookEndpoints.insert(endpoint, events)))
    throw new AuthError('WRITE_CONFLICT', `webhook: wanted a free id, '${endpoint.id}' is taken`)
  return { webhook: toManagedWebhook(endpoint), secret }
}

async function checkOrganization(organizationId: string | null, tools: WebhookTools): Promise<void> {
  if (organizationId === null || tools.isStaticOrganization(organizationId)) return
  const found = isPublicId(organizationId) ? await tools.store.organizations.find(organizationId) : null
  if (found === null)
    throw new AuthError(
      'ORGANIZATION_NOT_FOUND',
      `wanted the id of an organization, got '${organizationId.slice(0, 100)}'`,
    )
}

/** Of two created at once, both may find the last place free: the bound is there for the size of a hand-out, and holds well enough. */
async function checkCount(organizationId: string | null, { store }: WebhookTools): Promise<void> {
  const found = await store.webhookEndpoints.list({ organizationId, limit: maxPerOrganization })
  const whose = organizationId === null ? 'for all organizations' : `for organization '${organizationId}'`
  if (found.length >= maxPerOrganization)
    throw new AuthError(
      'WEBHOOK_INVALID',
      `wanted at most ${maxPerOrganization} webhooks ${whose}, there are ${found.length} already`,
    )
}

function toEndpoint(
  { bearerToken, ...draft }: ParsedWebhookDraft,
  { now, secretBox, hashToken }: WebhookTools,
): { readonly endpoint: WebhookEndpoint; readonly secret: string | null } {
  const id = randomUUID()
  const at = now()
  const signing = draft.format === 'webhook' ? createSigningSecret() : null
  const token = draft.transport === 'poll' ? createPollToken() : null
  const secrets = { signing: signing === null ? [] : [{ secret: signing, until: null }], bearerToken }
  const endpoint: WebhookEndpoint = {
    id,
    ...draft,
    status: 'active',
    disabledReason: null,
    sealedSecrets: sealWebhookSecrets(id, secrets, secretBox),
    tokenHash: token === null ? null : hashToken(token),
    lastSuccessAt: null,
    failingSince: null,
    createdAt: at,
    updatedAt: at,
    version: 1,
  }
  return { endpoint, secret: signing ?? token }
}

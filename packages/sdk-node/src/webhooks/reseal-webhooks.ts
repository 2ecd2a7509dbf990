import { AuthError } from '../model/auth-error.ts'
import { changeWebhook } from './change-webhook.ts'
import type { WebhookTools } from './webhook-tools.ts'
import { openWebhookSecrets, sealWebhookSecrets } from './webhook-secrets.ts'

const pageSize = 500

/**
 * Seals every secret anew with the first of `secrets`. Without an event: nothing that anybody set is different.
 *
 * @returns how many webhooks were saved
 * @throws AuthError CONFIG_INVALID when a secret is gone with which something is still sealed
 */
export async function resealWebhooks(tools: Pick<WebhookTools, 'store' | 'now' | 'secretBox'>): Promise<number> {
  let saved = 0
  let after: string | null = null
  for (;;) {
    const page: Awaited<ReturnType<typeof tools.store.webhookEndpoints.list>> = await tools.store.webhookEndpoints.list(
      { ...(after !== null && { after }), limit: pageSize },
    )
    for (const { id } of page) if (await resealOne(id, tools)) saved += 1
    after = page.at(-1)?.id ?? null
    if (after === null || page.length < pageSize) return saved
  }
}

async function resealOne(
  webhookId: string,
  tools: Pick<WebhookTools, 'store' | 'now' | 'secretBox'>,
): Promise<boolean> {
  const { secretBox } = tools
  let isStale = false
  try {
    await changeWebhook(webhookId, tools, (before) => {
      const { id, sealedSecrets } = before
      isStale = sealedSecrets !== null && secretBox.needsReseal(sealedSecrets)
      if (!isStale) return null
      const sealed = sealWebhookSecrets(id, openWebhookSecrets(before, secretBox), secretBox)
      return { endpoint: { ...before, sealedSecrets: sealed }, events: [] }
    })
    return isStale
  } catch (error) {
    // Removed meanwhile.
    if (error instanceof AuthError && error.code === 'WEBHOOK_NOT_FOUND') return false
    throw error
  }
}

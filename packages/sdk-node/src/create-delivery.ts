import { isStaticOrganization } from './is-static-organization.ts'
import { createGuardedFetch } from './node/guarded-fetch.ts'
import { toAddressRule, systemResolve } from './node/address-rule.ts'
import { once } from './login/once.ts'
import type { Kit } from './routes/kit.ts'
import { hashToken } from './stores/hash-token.ts'
import { createWebhooksPart, type WebhooksPart } from './webhooks/create-webhooks-part.ts'
import { createSetWriter } from './webhooks/set-token.ts'

/** What is behind `auth.webhooks` and its deliveries. Loaded by its first use. */
export async function createDelivery({ config, store, secretBox }: Kit): Promise<WebhooksPart> {
  const { now, log, secrets, authUrl, webhooks } = config
  const { timeoutMs, insecureAllowPrivateNetwork } = webhooks
  const writer = once(async () => createSetWriter({ issuer: authUrl, secrets, now }))
  const policy = { trustedOrigins: new Set<string>(), insecureAllowPrivateNetwork, resolve: systemResolve }
  return createWebhooksPart({
    store,
    now,
    secretBox: await secretBox(),
    hashToken,
    checkUrl: (url) => void toAddressRule(url, policy),
    isStaticOrganization: isStaticOrganization(config),
    fetch:
      config.fetch ??
      createGuardedFetch({ insecureAllowPrivateNetwork, timeoutMs, maxBytes: 64 * 1024, longer: 'cut' }),
    timeoutMs,
    random: Math.random,
    toSet: async (event, endpoint) => (await writer())(event, endpoint),
    log,
  })
}

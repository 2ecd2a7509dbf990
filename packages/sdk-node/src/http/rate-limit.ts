import type { RateLimiterMemory } from 'rate-limiter-flexible'

/** True while the client has asked fewer than `perMinute` times in its minute. Clients without an address share one. */
export function createRateLimit({
  perMinute,
}: {
  readonly perMinute: number
}): (client: { readonly ip: string | null }) => Promise<boolean> {
  let limiter: Promise<RateLimiterMemory> | null = null
  const load = async (): Promise<RateLimiterMemory> => {
    const { RateLimiterMemory } = await import('rate-limiter-flexible')
    return new RateLimiterMemory({ points: perMinute, duration: 60 })
  }
  return async ({ ip }) => {
    limiter ??= load()
    try {
      await (await limiter).consume(ip ?? 'unknown')
      return true
    } catch (refusal) {
      // It rejects with its own result when the limit is reached, and with an Error when something is broken.
      if (refusal instanceof Error) throw refusal
      return false
    }
  }
}

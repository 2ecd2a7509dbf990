import { createClient, type TestClient } from '@launchpad-sso/sdk-node/testing'
import type { Front } from './round-robin-front.ts'
import type { Instance } from './start-instance.ts'

/** A browser that knows the front's address only, and whose requests all reach this instance. */
export function browserAt({ origin }: Pick<Instance, 'origin'>, front: Front): TestClient {
  return createClient(async ({ url, method, headers, body }) => {
    const target = url.startsWith(front.origin) ? origin + url.slice(front.origin.length) : url
    const content = body === null ? {} : { body: await new Response(body).text() }
    return fetch(target, { method, headers, ...content, redirect: 'manual' })
  })
}

import type { Config } from '../config/config.ts'
import type { createScimDirectory } from '../directory/scim-directory.ts'
import { createRateLimit } from '../http/rate-limit.ts'
import type { Store } from '../ports/store.ts'
import type { Authenticate } from '../scim/authenticate.ts'
import type { HandleScim } from '../scim/handle-scim.ts'
import type { toScimError } from '../scim/scim-error.ts'
import { hashToken } from '../stores/hash-token.ts'
import { toAuthError } from './to-auth-error.ts'
import { reportFailure } from './report-failure.ts'

/** What the SCIM endpoint is made of. */
export interface ScimTools {
  readonly authenticate: Authenticate
  readonly handle: HandleScim
  readonly toScimError: typeof toScimError
  readonly createScimDirectory: typeof createScimDirectory
  /** Of a body. */
  readonly maxBytes: number
  /** True while that token may be used again in this minute. */
  readonly mayAsk: (tokenId: string) => boolean
  /** True while that address may still be told that its token is wrong. */
  readonly mayFail: (ip: string | null) => boolean
}

const failuresPerMinute = 60

/** Loads them, and builds what all requests share: with the first request of a SCIM client, because an app may have none. */
export async function loadScim(config: Config, store: Store): Promise<ScimTools> {
  const [protocol, { createAuthenticate }, { toScimError: toError }, { maxBulkBytes }, directory] = await Promise.all([
    import('../scim/handle-scim.ts'),
    import('../scim/authenticate.ts'),
    import('../scim/scim-error.ts'),
    import('../scim/bulk-limits.ts'),
    import('../directory/scim-directory.ts'),
  ])
  const { now, basePath } = config
  const { extensions, requestsPerMinute } = config.scim
  const onFailure = (error: unknown): string => reportFailure(toAuthError(error), `${basePath}/scim/v2`, config)
  const ofTokens = createRateLimit(requestsPerMinute, now)
  const ofFailures = createRateLimit(failuresPerMinute, now)
  return Object.freeze({
    authenticate: createAuthenticate({
      tokens: store.scimTokens,
      findConnection: store.connections.find,
      findOrganization: store.organizations.find,
      hashToken,
      now,
      onTouchFailure: onFailure,
    }),
    handle: protocol.createScim({ extensions, onFailure }),
    toScimError: toError,
    createScimDirectory: directory.createScimDirectory,
    maxBytes: maxBulkBytes,
    mayAsk: (tokenId: string) => ofTokens({ ip: tokenId }),
    mayFail: (ip: string | null) => ofFailures({ ip }),
  })
}

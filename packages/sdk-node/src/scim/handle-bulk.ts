import { AuthError } from '../model/auth-error.ts'
import { dropReferences } from './bulk-references.ts'
import { orderBulk, type BulkStep } from './order-bulk.ts'
import { parseBulk, type BulkOperation } from './parse-bulk.ts'
import { pause } from './pause.ts'
import { toScimError } from './scim-error.ts'
import type { ScimReply } from './scim-request.ts'
import { toBulkPart, type BulkPart } from './to-bulk-part.ts'

/** What Bulk requests need of the rest of the protocol. */
export interface BulkTools {
  /** Answers one part. */
  readonly run: (part: BulkPart) => Promise<ScimReply>
  /** See `ScimParts`. */
  readonly onFailure: (error: unknown) => string
  readonly baseUrl: string
}

/** What was done so far. */
interface Progress {
  readonly replies: Map<number, ScimReply>
  /** What was made, by `bulkId`. */
  readonly ids: Map<string, string>
}

/** Milliseconds in one go, between two turns of everybody else: how long an operation takes is up to whoever sent it. */
const turnMs = 10

/**
 * Runs the operations one after the other. Each is done as a whole or not at all; what one did stays, whatever becomes of the next.
 *
 * @throws AuthError SCIM_SYNTAX_INVALID, SCIM_VALUE_INVALID, REQUEST_TOO_LARGE
 * @see RFC 7644, section 3.7
 */
export async function handleBulk(body: unknown, tools: BulkTools): Promise<ScimReply> {
  const { operations, failOnErrors } = parseBulk(body)
  const progress: Progress = { replies: new Map(), ids: new Map() }
  let start = performance.now()
  for (const step of orderBulk(operations)) {
    const operation = operations[step.index]
    if (operation === undefined) continue
    if (performance.now() - start >= turnMs) {
      await pause()
      start = performance.now()
    }
    const hasEnded = failOnErrors !== null && countErrors(progress) >= failOnErrors
    const reply = await runStep(step, operation, hasEnded, progress, tools)
    if (reply === null) continue
    progress.replies.set(step.index, reply)
    noteId(operation, reply, progress)
  }
  const results = [...operations.entries()].flatMap(([index, operation]) => {
    const reply = progress.replies.get(index)
    return reply === undefined ? [] : [toResult(operation, reply, tools.baseUrl)]
  })
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkResponse']
  return { status: 200, headers: {}, body: { schemas, Operations: results } }
}

function noteId({ bulkId, method }: BulkOperation, { status, headers }: ScimReply, { ids }: Progress): void {
  if (bulkId === null || method !== 'POST') return
  const location = status < 300 ? headers['location'] : undefined
  if (location === undefined) ids.delete(bulkId)
  else ids.set(bulkId, location.slice(location.lastIndexOf('/') + 1))
}

function countErrors({ replies }: Progress): number {
  let errors = 0
  for (const { status } of replies.values()) if (status >= 300) errors++
  return errors
}

/** Null: it is not run. @param hasEnded after so many errors that only what was begun is undone */
async function runStep(
  { index, kind }: BulkStep,
  operation: BulkOperation,
  hasEnded: boolean,
  { replies, ids }: Progress,
  tools: BulkTools,
): Promise<ScimReply | null> {
  if (kind === 'complete') {
    const begun = replies.get(index)
    return begun === undefined || begun.status >= 300 ? null : complete(operation, begun, hasEnded, ids, tools)
  }
  if (hasEnded) return null
  return attempt(async () => {
    if (kind === 'whole') return tools.run(toBulkPart(operation, ids))
    const data = dropReferences(operation.data, (bulkId) => ids.has(bulkId))
    return tools.run(toBulkPart({ ...operation, data }, ids))
  }, tools)
}

/** Says what had to be left out to begin. If that fails, nothing of it stays. @see RFC 7644, section 3.7.1 */
async function complete(
  operation: BulkOperation,
  begun: ScimReply,
  hasEnded: boolean,
  ids: ReadonlyMap<string, string>,
  tools: BulkTools,
): Promise<ScimReply> {
  const id = ids.get(operation.bulkId ?? '') ?? ''
  const own = { ...operation, path: `${operation.path}/${id}`, bulkId: null, version: null }
  const reply = await attempt(async () => {
    if (hasEnded)
      throw new AuthError('WRITE_CONFLICT', 'wanted references in one direction, got a circle that was not completed')
    return tools.run(toBulkPart({ ...own, method: 'PUT' }, ids))
  }, tools)
  if (reply.status < 300) return { ...reply, status: begun.status }
  await attempt(async () => tools.run(toBulkPart({ ...own, method: 'DELETE', data: null }, ids)), tools)
  return reply
}

async function attempt(run: () => Promise<ScimReply>, { onFailure }: BulkTools): Promise<ScimReply> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof AuthError && error.status < 500) return toScimError(error)
    const shown = error instanceof AuthError ? error : new AuthError('INTERNAL', String(error), { cause: error })
    return toScimError(shown, onFailure(error))
  }
}

/** @see RFC 7644, section 3.7.3 */
function toResult(
  { method, bulkId, path }: BulkOperation,
  { status, headers, body }: ScimReply,
  baseUrl: string,
): object {
  // Of a POST that failed there is none.
  const location = headers['location'] ?? (method === 'POST' ? null : baseUrl + path)
  return {
    method,
    ...(bulkId !== null && { bulkId }),
    ...(location !== null && { location }),
    ...(headers['etag'] !== undefined && { version: headers['etag'] }),
    status: String(status),
    ...(status >= 300 && { response: body }),
  }
}

import { AuthError } from '../model/auth-error.ts'

/** What a receiver that polls asks for, and what became of what it was given. @see RFC 8936, section 2.2 */
export interface PollRequest {
  /** 0: only to acknowledge. */
  readonly maxEvents: number
  /** False: it waits a while when there is nothing. */
  readonly returnImmediately: boolean
  /** Ids of tokens that arrived. */
  readonly ack: readonly string[]
  /** Ids of tokens that could not be read, and why. */
  readonly setErrs: ReadonlyMap<string, { readonly err: string; readonly description: string }>
}

const mostEvents = 100
const mostIds = 1000
const maxText = 500

/** @throws AuthError REQUEST_INVALID */
export function parsePollRequest(text: string): PollRequest {
  const body = parseObject(text)
  const { maxEvents = mostEvents, returnImmediately = false, ack = [], setErrs = {} } = body
  if (typeof maxEvents !== 'number' || !Number.isInteger(maxEvents) || maxEvents < 0)
    throw invalid('maxEvents: wanted a whole number from 0')
  if (typeof returnImmediately !== 'boolean') throw invalid('returnImmediately: wanted true or false')
  if (!Array.isArray(ack) || ack.length > mostIds || !ack.every((id) => typeof id === 'string'))
    throw invalid(`ack: wanted a list of at most ${mostIds} ids`)
  return { maxEvents: Math.min(maxEvents, mostEvents), returnImmediately, ack: [...ack], setErrs: parseErrors(setErrs) }
}

function parseErrors(value: unknown): PollRequest['setErrs'] {
  if (!isObject(value) || Object.keys(value).length > mostIds)
    throw invalid(`setErrs: wanted an object of at most ${mostIds} ids`)
  return new Map(
    Object.entries(value).map(([id, problem]) => {
      const { err, description = '' } = isObject(problem) ? problem : {}
      if (typeof err !== 'string' || typeof description !== 'string')
        throw invalid('setErrs: wanted err, and description, as text')
      return [id, { err: clean(err), description: clean(description) }]
    }),
  )
}

/** Whoever polls wrote it, and it is shown to people. */
const clean = (text: string): string => text.slice(0, maxText).replaceAll(/[\p{Cc}\p{Surrogate}]/gu, ' ')

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (cause) {
    throw new AuthError('REQUEST_INVALID', 'the body: wanted JSON, got other text', { cause })
  }
  if (!isObject(body)) throw invalid('the body: wanted an object')
  return body
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const invalid = (detail: string): AuthError => new AuthError('REQUEST_INVALID', `${detail}, got something else`)

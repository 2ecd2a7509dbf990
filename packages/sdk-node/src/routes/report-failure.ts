import { randomBytes } from 'node:crypto'
import type { Config } from '../config/config.ts'
import type { AuthError } from '../model/auth-error.ts'

const incidentPattern = /^[0-9a-f]{12}$/

/**
 * Writes the one log entry of a failure and answers with its incident id, by which others find it.
 *
 * @param path that was asked for, as it was sent; its query is left out.
 */
export function reportFailure(error: AuthError, path: string, { log }: Pick<Config, 'log'>): string {
  const incidentId = randomBytes(6).toString('hex')
  const { code, detail, context } = error
  const unexpected = code === 'INTERNAL' && error.cause instanceof Error ? { stack: error.cause.stack ?? '' } : {}
  const where = {
    ...(context.loginId === undefined ? {} : { loginId: context.loginId }),
    ...(context.connectionId === undefined ? {} : { connectionId: context.connectionId }),
  }
  const level = error.status >= 500 ? 'error' : 'warn'
  const asked = oneLine(withoutQuery(path))
  log({
    level,
    event: 'request.failed',
    incidentId,
    code,
    detail: oneLine(detail),
    path: asked,
    ...where,
    ...unexpected,
  })
  return incidentId
}

/** True for what looks like an id of ours. */
export function isIncidentId(text: string | null): text is string {
  return text !== null && incidentPattern.test(text)
}

/** A page's query may hold what is nobody else's business: a token, an address. */
function withoutQuery(path: string): string {
  return path.replace(/[?#].*$/s, '')
}

/** What came from outside must not be able to start a new line in somebody's log, nor fill it. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 1000)
}

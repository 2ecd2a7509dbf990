import { randomBytes } from 'node:crypto'
import type { Config } from '../config/config.ts'
import type { AuthError } from '../model/auth-error.ts'

const incidentPattern = /^[0-9a-f]{12}$/

/** Writes the one log entry of a failure and answers with its incident id, by which others find it. */
export function reportFailure(error: AuthError, path: string, { log }: Pick<Config, 'log'>): string {
  const incidentId = randomBytes(6).toString('hex')
  const { code, detail, context } = error
  const unexpected = code === 'INTERNAL' && error.cause instanceof Error ? { stack: error.cause.stack ?? '' } : {}
  const where = {
    ...(context.loginId === undefined ? {} : { loginId: context.loginId }),
    ...(context.connectionId === undefined ? {} : { connectionId: context.connectionId }),
  }
  const level = error.status >= 500 ? 'error' : 'warn'
  log({ level, event: 'request.failed', incidentId, code, detail: oneLine(detail), path, ...where, ...unexpected })
  return incidentId
}

/** True for what looks like an id of ours. */
export function isIncidentId(text: string | null): text is string {
  return text !== null && incidentPattern.test(text)
}

/** What came from outside must not be able to start a new line in somebody's log, nor fill it. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 1000)
}

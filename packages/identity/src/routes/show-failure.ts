import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { pickLocale } from '@launchpad-sso/sdk-node/node'
import { showDocument, showPage, type Reply } from '../http/reply.ts'
import { IdentityError } from '../identity-error.ts'
import type { Log } from '../log/log.ts'
import { renderErrorPage } from '../pages/error-page.ts'

/** The one exit for errors: an entry in the log and an answer that says nothing but the code and where to look. */
export function showFailure(error: unknown, request: IncomingMessage, log: Log): Reply {
  const incidentId = randomUUID()
  const known = error instanceof IdentityError ? error : null
  const { code = 'INTERNAL', status = 500, detail = String(error) } = known ?? {}
  log({
    level: known === null ? 'error' : 'warn',
    event: 'request.failed',
    incidentId,
    code,
    detail,
    path: (request.url ?? '').split('?')[0] ?? '',
    ...(known === null && error instanceof Error && error.stack !== undefined ? { stack: error.stack } : {}),
  })
  const reply = wantsPage(request)
    ? showPage(renderErrorPage({ locale: toLocale(request), code, incidentId }), status)
    : { ...showDocument('application/json', JSON.stringify({ error: code, incidentId })), status }
  // The rest of the body stays unread, so the connection can carry nothing more.
  return code === 'REQUEST_TOO_LARGE' ? { ...reply, headers: { ...reply.headers, connection: 'close' } } : reply
}

/** A browser names `text/html` when a person looks. */
function wantsPage({ headers }: IncomingMessage): boolean {
  return (headers.accept ?? '').includes('text/html')
}

function toLocale({ headers }: IncomingMessage): ReturnType<typeof pickLocale> {
  return pickLocale(headers['accept-language'] ?? null)
}

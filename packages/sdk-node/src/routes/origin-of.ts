import type { Origin } from '../model/draft-event.ts'
import type { Visit } from './kit.ts'

/** Where a visit comes from, as the audit log keeps it. */
export function originOf({ client, request }: Pick<Visit, 'client' | 'request'>): Origin {
  return { ip: client.ip, userAgent: request.headers.get('user-agent') }
}

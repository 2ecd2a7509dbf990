import { AuthError } from '../model/auth-error.ts'

/** What lets a browser begin a test sign-in: made for an administrator, good for one connection and ten minutes. */
export interface TestTicket {
  readonly connectionId: string
  readonly testId: string
  readonly expiresAt: Date
}

/** Seals text so that it opens only in its place. */
interface Box {
  readonly seal: (text: string, place: Place) => string
  readonly open: (sealed: string, place: Place) => string
}
interface Place {
  readonly table: string
  readonly row: string
  readonly column: string
}

const placeOf = (connectionId: string): Place => ({ table: 'test sign-in', row: connectionId, column: 'ticket' })

/** The ticket as text for a URL. Nobody else can make one, and it opens for no other connection. */
export function sealTestTicket({ connectionId, testId, expiresAt }: TestTicket, box: Pick<Box, 'seal'>): string {
  return box.seal(JSON.stringify({ testId, expiresAt: expiresAt.getTime() }), placeOf(connectionId))
}

/** @throws AuthError LOGIN_EXPIRED for a ticket that is over, not ours, or another connection's */
export function openTestTicket(text: string, connectionId: string, box: Pick<Box, 'open'>, now: Date): TestTicket {
  const { testId, expiresAt } = tryOpen(text, connectionId, box)
  if (expiresAt <= now.getTime())
    throw new AuthError('LOGIN_EXPIRED', `the test sign-in had to begin before ${new Date(expiresAt).toISOString()}`)
  return { connectionId, testId, expiresAt: new Date(expiresAt) }
}

function tryOpen(
  text: string,
  connectionId: string,
  box: Pick<Box, 'open'>,
): { readonly testId: string; readonly expiresAt: number } {
  try {
    return JSON.parse(box.open(text, placeOf(connectionId))) as { testId: string; expiresAt: number }
  } catch (cause) {
    throw new AuthError('LOGIN_EXPIRED', `the ticket is none of ours for connection '${connectionId.slice(0, 80)}'`, {
      cause,
    })
  }
}

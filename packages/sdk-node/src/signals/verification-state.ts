import { isClaims } from './json-values.ts'

/** Seals what a transmitter carries back to us, so that every instance can read it and nobody keeps it. */
export interface StateBox {
  readonly seal: (text: string, connectionId: string) => string
  /** @throws for what this never sealed for that connection */
  readonly open: (sealed: string, connectionId: string) => string
}

const maxAgeMs = 24 * 3600 * 1000

/** The `state` of one request for verification. */
export function sealState(streamId: string, connectionId: string, now: Date, box: StateBox): string {
  return box.seal(JSON.stringify({ streamId, at: now.getTime() }), connectionId)
}

/** The stream it was asked for; null for what is not ours, or is older than a day. */
export function openState(state: string, connectionId: string, now: Date, box: StateBox): string | null {
  try {
    const { streamId, at } = toClaims(JSON.parse(box.open(state, connectionId)))
    const isRecent = typeof at === 'number' && now.getTime() - at <= maxAgeMs
    return isRecent && typeof streamId === 'string' ? streamId : null
  } catch {
    return null
  }
}

const toClaims = (value: unknown): Readonly<Record<string, unknown>> => (isClaims(value) ? value : {})

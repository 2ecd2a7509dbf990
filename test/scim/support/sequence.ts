import type { Json } from '@launchpad-sso/sdk-node'

/** A request as a client sends it, and what of the answer that client needs. */
export interface Step {
  /** What it shows: a row of the conformance table. */
  readonly proves: string
  /** `RFC 7644 3.4.2.2`, `Entra`, … */
  readonly section: string
  /** Method and path below the base URL. */
  readonly send: string
  /** Query parameters, not encoded yet. */
  readonly query?: Readonly<Record<string, string>>
  /** Over those of the sequence; null takes one away. */
  readonly headers?: Headers
  readonly body?: Json
  /** Sent as it is, in place of `body`. */
  readonly text?: string
  readonly status: number | readonly number[]
  /** What the answer's headers must be, by name; see {@link matchAnswer}. */
  readonly answerHeaders?: Readonly<Record<string, string>>
  /** What the answer must hold; see {@link matchAnswer}. */
  readonly answer?: Json
  /** What later steps need of the answer: a name, and where it is found (`id`, `Resources.0.id`, `header:etag`). */
  readonly keep?: Readonly<Record<string, string>>
}

type Headers = Readonly<Record<string, string | null>>

/** What one client sends, in order. Each has a connection of its own. */
export interface Sequence {
  /** The heading of its part of the table. */
  readonly title: string
  readonly headers: Headers
  /** How it encodes a space in a query: `%20` or `+`. */
  readonly space?: '%20' | '+'
  /** In every query. */
  readonly query?: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

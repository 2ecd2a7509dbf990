/** What a query answers. */
export interface PostgresResult {
  readonly command: string
  readonly rowCount: number | null
  readonly rows: unknown[]
}

/** A connection of a {@link PostgresPool}. */
export interface PostgresClient {
  readonly query: (query: { text: string; values: unknown[]; name?: string }) => Promise<PostgresResult>
  /** @param destroy true when the connection must not be used again. */
  readonly release: (destroy?: boolean) => void
  /** While it is ours nobody else hears of its loss: `pg` ends the process where nobody listens. */
  readonly on?: (event: 'error', listener: () => void) => unknown
  readonly removeListener?: (event: 'error', listener: () => void) => unknown
}

/** A connection that a {@link PostgresPool} knows nothing of. */
export interface PostgresListenerClient {
  readonly connect: () => Promise<unknown>
  readonly query: (text: string) => Promise<unknown>
  readonly on: (event: 'notification' | 'error' | 'end', listener: () => void) => unknown
  readonly end: () => Promise<void>
  /** Whether it keeps the process alive. */
  readonly ref: () => void
  readonly unref: () => void
}

/** How a {@link PostgresPool} makes its connections: what `pg` takes. */
export interface PostgresPoolOptions {
  readonly connectionTimeoutMillis?: number | undefined
  readonly keepAliveInitialDelayMillis?: number | undefined
}

/** What is needed of a pool of connections. The `Pool` of `pg` is one, and so are the pools made in its likeness. */
export interface PostgresPool {
  readonly connect: () => Promise<PostgresClient>
  /** With `options`: what makes a connection beside the pool's, to hear of other instances' writes. A `Pool` of `pg` has both. */
  readonly Client?: {
    new (options: object): PostgresListenerClient
    readonly prototype: PostgresListenerClient
  }
  readonly options?: PostgresPoolOptions
}

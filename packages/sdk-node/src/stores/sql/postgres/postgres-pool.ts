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
}

/** What is needed of a pool of connections. The `Pool` of `pg` is one, and so are the pools made in its likeness. */
export interface PostgresPool {
  readonly connect: () => Promise<PostgresClient>
}

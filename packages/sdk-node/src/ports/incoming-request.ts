/** A body that comes from elsewhere than a Web stream. */
export interface BodySource {
  /** All of it; null when that is more than `maxBytes`: then the rest is dropped as it comes. Called once. */
  readonly read: (maxBytes: number) => Promise<Uint8Array | null>
}

/** A request to one of our URLs, as we read it. A Web `Request` is one. */
export interface IncomingRequest {
  readonly headers: { readonly get: (name: string) => string | null }
  readonly method: string
  /** The whole URL. */
  readonly url: string
  readonly body: ReadableStream<Uint8Array> | BodySource | null
  /** Ends the waiting when the client has gone. */
  readonly signal?: AbortSignal
}

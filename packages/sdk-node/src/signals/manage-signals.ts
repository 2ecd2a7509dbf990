/** What one round of polling brought. */
export interface PollReport {
  /** That were asked. */
  readonly streams: number
  /** Tokens that were taken and acknowledged, known ones included. */
  readonly accepted: number
  /** Tokens that were refused, and will not come again. */
  readonly refused: number
  /** Streams that could not be asked, or not to the end: what is left comes again. */
  readonly failed: number
}

/** A stream, as far as is known here. */
export interface SignalStatus {
  /** The transmitter sends, or is asked. */
  readonly delivery: 'push' | 'poll'
  /** Where: our URL for `push`, theirs for `poll`. */
  readonly endpointUrl: string
  /** `aud` of its tokens. */
  readonly audience: string
  /** When the event with a state of ours last came, on whatever instance; null: never, as far back as the newest events go. */
  readonly verifiedAt: Date | null
  /** How this process' last poll went; null: there was none. */
  readonly lastPoll: {
    readonly at: Date
    /** In a row. */
    readonly failures: number
    /** Why; null: nothing went wrong. */
    readonly code: string | null
  } | null
}

/** What identity providers tell of sessions and accounts that are over: Shared Signals. */
export interface ManageSignals {
  /**
   * Asks one transmitter now, whatever its pause. For a button.
   *
   * @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_INACTIVE, CONNECTION_CONFLICT (it is not polled), SIGNALS_UNAVAILABLE,
   * STORE_UNAVAILABLE
   * @see RFC 8936
   */
  readonly poll: (organizationId: string, connectionId: string) => Promise<PollReport>
  /**
   * Asks every transmitter that is due: every five seconds, and more and more rarely while one does not answer. Any number of
   * instances may do so at once. For a timer or a cron job; `auth.startWorker` is the timer.
   *
   * @throws AuthError STORE_UNAVAILABLE
   */
  readonly pollDue: () => Promise<PollReport>
  /**
   * Asks the transmitter to send an event over the stream, which proves that it works from end to end. {@link ManageSignals.status} tells when it
   * came.
   *
   * @param options `streamId`: only needed where the transmitter has several streams for us, or does not list them
   * @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_INACTIVE, CONNECTION_CONFLICT (it has no `signals`), REQUEST_INVALID,
   * SIGNALS_UNAVAILABLE
   * @see OpenID Shared Signals Framework 1.0, section 8.1.4
   */
  readonly verify: (
    organizationId: string,
    connectionId: string,
    options?: { readonly streamId?: string },
  ) => Promise<{ readonly streamId: string; readonly requestedAt: Date }>
  /** @throws AuthError CONNECTION_NOT_FOUND, CONNECTION_INACTIVE, CONNECTION_CONFLICT (it has no `signals`), STORE_UNAVAILABLE */
  readonly status: (organizationId: string, connectionId: string) => Promise<SignalStatus>
}

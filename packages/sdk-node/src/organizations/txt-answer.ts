/** What the DNS says when it is asked for the TXT records of a name. */
export type TxtAnswer =
  /** One text a record, its strings joined. At least one. */
  | { readonly kind: 'records'; readonly records: readonly string[] }
  /** NXDOMAIN. */
  | { readonly kind: 'no-such-name' }
  /** The name is there, without a TXT record. */
  | { readonly kind: 'no-record' }
  | { readonly kind: 'timeout' }
  /** A name server answered with an error, with what is no answer, or not at all. `code`: as Node calls it. */
  | { readonly kind: 'failure'; readonly code: string }

/** Asks for the TXT records of a name. Never throws. */
export type ResolveTxt = (name: string) => Promise<TxtAnswer>

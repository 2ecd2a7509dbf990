/** A Request, `{ headers: await headers() }` of Next, or anything else that can read a header. */
export interface HasHeaders {
  readonly headers: { readonly get: (name: string) => string | null | undefined }
}

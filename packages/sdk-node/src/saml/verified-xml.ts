declare const verified: unique symbol

/**
 * XML whose every byte a signature covers that we checked. Three files make it: `signature.ts`, `verify-response.ts`
 * out of a cipher text that was itself covered, and `verify-logout.ts` out of a signed query. Only this may become an
 * assertion or a logout.
 */
export type VerifiedXml = string & { readonly [verified]: true }

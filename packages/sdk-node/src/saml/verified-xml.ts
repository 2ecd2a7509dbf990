declare const verified: unique symbol

/**
 * XML whose every byte a signature covers that we checked. Two files make it: `signature.ts`, and `verify-response.ts`
 * out of a cipher text that was itself covered. Only this may become an assertion.
 */
export type VerifiedXml = string & { readonly [verified]: true }

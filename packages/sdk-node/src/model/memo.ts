/** What a protocol must remember between `start` and `finish`. Kept on the server, taken once. */
export type Memo =
  /** `requestId` null: nobody asked, the IdP sent the response unsolicited. */
  | { readonly type: 'saml'; readonly requestId: string | null }
  | { readonly type: 'oidc'; readonly codeVerifier: string; readonly nonce: string }

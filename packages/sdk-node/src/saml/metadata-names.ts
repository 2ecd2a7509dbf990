/** Names that only metadata uses. */
export const metadataNames = {
  namespace: 'urn:oasis:names:tc:SAML:2.0:metadata',
  redirect: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  post: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
} as const

/** The names the identity provider's side of SAML 2.0 uses, each under a short one. */
export const uris = {
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  enveloped: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  exclusiveC14n: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  redirectBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  postBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
  deflateEncoding: 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE',
  bearer: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
  success: 'urn:oasis:names:tc:SAML:2.0:status:Success',
  statusPrefix: 'urn:oasis:names:tc:SAML:2.0:status:',
  attributeNameBasic: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic',
  attributeNameUri: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
  unspecifiedContext: 'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified',
  emailNameId: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
} as const

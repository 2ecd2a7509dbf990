/** Namespaces of the documents we read. */
export const namespaces = {
  samlp: 'urn:oasis:names:tc:SAML:2.0:protocol',
  saml: 'urn:oasis:names:tc:SAML:2.0:assertion',
  ds: 'http://www.w3.org/2000/09/xmldsig#',
  xenc: 'http://www.w3.org/2001/04/xmlenc#',
  xenc11: 'http://www.w3.org/2009/xmlenc11#',
  /** InclusiveNamespaces of exclusive C14N lives in the namespace that is also the algorithm's name. */
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  /** Where xml-crypto, as a signer, repeats that element. It means nothing there. */
  enveloped: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
} as const

/** Identifiers that values are compared with. */
export const uris = {
  success: 'urn:oasis:names:tc:SAML:2.0:status:Success',
  responder: 'urn:oasis:names:tc:SAML:2.0:status:Responder',
  bearer: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
  entityFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity',
  emailFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  envelopedSignature: 'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
  exclusiveC14n: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  inclusiveC14n: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
} as const

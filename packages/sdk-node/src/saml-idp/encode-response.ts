/**
 * The value of the form field `SAMLResponse`.
 *
 * @see saml-bindings-2.0-os, section 3.5.4
 */
export function encodeResponse(xml: string): string {
  return Buffer.from(xml, 'utf8').toString('base64')
}

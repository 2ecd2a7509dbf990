/** Okta refuses an underscore in an ACS URL, and ids are part of it. */
const form = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/

/** True for what can be the id of a connection or an organization. No other text is ever asked of the store. */
export function isPublicId(value: unknown): value is string {
  return typeof value === 'string' && form.test(value)
}

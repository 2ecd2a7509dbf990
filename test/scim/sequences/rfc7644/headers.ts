/** As the examples of the standard have them. */
export const headers: Readonly<Record<string, string>> = {
  accept: 'application/scim+json',
  'content-type': 'application/scim+json',
}

/** As the provisioning service of Entra ID sends them. */
export const headers: Readonly<Record<string, string>> = {
  accept: 'application/scim+json',
  'content-type': 'application/scim+json; charset=utf-8',
}

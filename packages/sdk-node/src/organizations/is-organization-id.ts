/** True for what can be the id of an organization that is managed here. As for connections: ids are part of URLs. */
export function isOrganizationId(given: unknown): given is string {
  return typeof given === 'string' && /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(given)
}

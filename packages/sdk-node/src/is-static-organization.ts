import type { Config } from './config/config.ts'

/** What is known of a connection of the options before its metadata is fetched. */
export const connectionOf = (
  source: Config['connections'][number],
): { readonly id: string; readonly organization: { readonly id: string } } =>
  source.kind === 'ready' ? source.connection : source.known

/** Whether `connections` of `createAuth` names the organization: then it needs no record in the store. */
export function isStaticOrganization({ connections }: Config): (organizationId: string) => boolean {
  const ids = new Set(connections.map((source) => connectionOf(source).organization.id))
  return (organizationId) => ids.has(organizationId)
}

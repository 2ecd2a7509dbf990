import type { AuthenticationPolicy } from '../model/authentication-policy.ts'
import type { Branding, OrganizationRecord, OrganizationSettings } from '../model/organization.ts'
import type { WriteContext } from '../model/write-context.ts'

/** An organization, with the settings that count for it: its own, or those of its main organization. */
export interface ManagedOrganization extends Omit<OrganizationRecord, 'settings'> {
  readonly settings: OrganizationSettings
}

/** Settings to be changed. What is left out stays as it is, within `authentication` too. */
export interface SettingsChanges extends Partial<Omit<OrganizationSettings, 'authentication'>> {
  readonly authentication?: Partial<AuthenticationPolicy>
}

/** What an organization is made of. */
export interface OrganizationDraft {
  /**
   * Lower-case letters, digits and hyphens, at most 64. Yours to choose, never a customer's: that of an organization of the
   * options makes this its record, and a name that somebody had before shows the events of then.
   *
   * @default a random one
   */
  readonly id?: string
  readonly name: string
  /** A main organization. @default null: this is one itself */
  readonly parentId?: string | null
  /** @default null */
  readonly supportContact?: string | null
  /** @default nothing of its own */
  readonly branding?: Partial<Branding>
  /** `en`, `pt-BR` or `es`. @default null */
  readonly locale?: string | null
  /** Only of a main organization. @default passwordSignIn true, roleRequired false, rolePriority [], authentication asks for nothing */
  readonly settings?: SettingsChanges
}

/** What can be changed. Left out stays as it is. */
export type OrganizationChanges = Partial<Omit<OrganizationDraft, 'id' | 'parentId'>>

/** Which organizations are wanted. */
export interface OrganizationQuery {
  /** Only the subs of this one; null: only main organizations. @default all */
  readonly parentId?: string | null
  /** The `cursor` of the page before. */
  readonly after?: string
  /** 1 to 1000. @default 100 */
  readonly limit?: number
}

/** The customers, managed at run time. Every write is an event in the organization's log. */
export interface ManageOrganizations {
  /** @throws AuthError REQUEST_INVALID, ORGANIZATION_CONFLICT (the id is taken, or the parent is a sub-organization), ORGANIZATION_NOT_FOUND (the parent), ORGANIZATION_SETTING_INHERITED */
  readonly create: (draft: OrganizationDraft, context?: WriteContext) => Promise<ManagedOrganization>
  /** @throws AuthError ORGANIZATION_NOT_FOUND */
  readonly get: (organizationId: string) => Promise<ManagedOrganization>
  readonly find: (organizationId: string) => Promise<ManagedOrganization | null>
  readonly list: (
    query?: OrganizationQuery,
  ) => Promise<{ readonly organizations: readonly ManagedOrganization[]; readonly cursor: string | null }>
  /** @throws AuthError ORGANIZATION_NOT_FOUND, REQUEST_INVALID, ORGANIZATION_SETTING_INHERITED, WRITE_CONFLICT */
  readonly update: (
    organizationId: string,
    changes: OrganizationChanges,
    context?: WriteContext,
  ) => Promise<ManagedOrganization>
  /**
   * Deletes it with its domains, connections, groups and users. Its events stay.
   *
   * @throws AuthError ORGANIZATION_NOT_FOUND, ORGANIZATION_CONFLICT (it has sub-organizations)
   */
  readonly remove: (organizationId: string, context?: WriteContext) => Promise<void>
}

import { noPolicy, type AuthenticationPolicy } from './authentication-policy.ts'

/** A customer: the isolation boundary. */
export interface Organization {
  readonly id: string
  /** What people call it. */
  readonly name: string
  /** Whom its people ask when signing in fails: an e-mail address, an https address, or plain words. On error pages. */
  readonly supportContact?: string
  /** How its pages look. Only of an organization in the store. */
  readonly branding?: Branding
  /** Language of its pages, where the browser names none of ours. Only of an organization in the store. */
  readonly locale?: string
}

/** How an organization's pages look. */
export interface Branding {
  /** An https address; null: none. */
  readonly logoUrl: string | null
  /** `#rrggbb`, lower case; null: the product's. */
  readonly primaryColor: string | null
  /** `#rrggbb`, lower case; null: the product's. */
  readonly backgroundColor: string | null
}

/** What only a main organization may set, and its sub-organizations inherit. */
export interface OrganizationSettings {
  /** People for whom no connection is there may use the app's own e-mail-and-password form (`passwordPage`). */
  readonly passwordSignIn: boolean
  /** Nobody signs in without a role; who has none is left out of lists. */
  readonly roleRequired: boolean
  /** Roles, the one that wins first: who is in several mapped groups gets one role. Unlisted roles come after, by name. */
  readonly rolePriority: readonly string[]
  /** How recently and how its people have to be checked when they sign in, and how long their sessions live. */
  readonly authentication: AuthenticationPolicy
}

/** Settings as the store keeps them. */
export interface StoredSettings extends Omit<OrganizationSettings, 'authentication'> {
  /** Left out by versions that did not know it: nothing is asked. */
  readonly authentication?: AuthenticationPolicy
}

/** What counts while nobody says otherwise, and for an organization that is only in the options. */
export const defaultSettings: OrganizationSettings = Object.freeze({
  passwordSignIn: true,
  roleRequired: false,
  rolePriority: Object.freeze([]),
  authentication: noPolicy,
})

/** What was stored, with the default of what was not. */
export function toSettings(stored: StoredSettings): OrganizationSettings {
  return { ...stored, authentication: stored.authentication ?? noPolicy }
}

/** An organization as the store keeps it. */
export interface OrganizationRecord {
  readonly id: string
  readonly name: string
  readonly supportContact: string | null
  /** The main organization; null for a main organization. Never changes; a sub-organization has no subs of its own. */
  readonly parentId: string | null
  readonly branding: Branding
  /** Language of its pages, where the browser names none of ours: `en`, `pt-BR` or `es`. */
  readonly locale: string | null
  /** Null for a sub-organization: it has its parent's. */
  readonly settings: StoredSettings | null
  readonly createdAt: Date
  readonly updatedAt: Date
  /** From 1. A replacement must be one higher than what it replaces. */
  readonly version: number
}

/** The organization as connections and pages carry it. */
export function toOrganization({ id, name, supportContact, branding, locale }: OrganizationRecord): Organization {
  return Object.freeze({
    id,
    name,
    ...(supportContact !== null && { supportContact }),
    ...(Object.values(branding).some((value) => value !== null) && { branding }),
    ...(locale !== null && { locale }),
  })
}

import type { Account } from '../accounts/account.ts'
import type { Application, OidcApplication, SamlApplication } from './application.ts'
import { listOrigins } from './list-origins.ts'

/** The applications, found by each of their names. */
export interface Applications {
  readonly all: readonly Application[]
  /** Where pages of the applications come from. */
  readonly origins: ReadonlySet<string>
  readonly find: (id: string) => Application | null
  readonly findByEntityId: (entityId: string) => SamlApplication | null
  readonly findByClientId: (clientId: string) => OidcApplication | null
  /** What this person may enter and can open from the Launchpad. */
  readonly listFor: (account: Account) => readonly Application[]
}

export function createApplications(all: readonly Application[]): Applications {
  const byId = new Map(all.map((one) => [one.id, one]))
  const byEntityId = new Map(all.filter((one) => one.type === 'saml').map((one) => [one.entityId, one]))
  const byClientId = new Map(all.filter((one) => one.type === 'oidc').map((one) => [one.clientId, one]))
  return {
    all,
    origins: new Set(all.flatMap(listOrigins)),
    find: (id) => byId.get(id) ?? null,
    findByEntityId: (entityId) => byEntityId.get(entityId) ?? null,
    findByClientId: (clientId) => byClientId.get(clientId) ?? null,
    listFor: (account) => all.filter((one) => mayEnter(account, one) && canLaunch(one)),
  }
}

/** True when the application is there for the person's organization. */
export function mayEnter(account: Account, application: Application): boolean {
  return application.organizations === null || application.organizations.includes(account.organization.id)
}

/** An OIDC client cannot be sent a code it did not ask for: without a launch URL it has to be opened at its own place. */
function canLaunch(application: Application): boolean {
  return application.launchUrl !== null || application.type === 'saml'
}

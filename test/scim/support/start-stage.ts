import { createAuth, type Auth, type AuthOptions, type Store } from '@launchpad-sso/sdk-node'
import { createFakeSamlIdp } from '@launchpad-sso/sdk-node/testing'

/** An app with SCIM on one store. */
export interface Stage {
  readonly auth: Auth
  readonly store: Store
  /** Where SCIM clients are sent. */
  readonly base: string
  readonly addProvisioner: (organizationId: string) => Promise<Provisioner>
}

/** A SCIM client's side of one connection. */
export interface Provisioner {
  readonly organizationId: string
  readonly connectionId: string
  readonly token: string
}

export const secrets: readonly string[] = ['test-secret-'.repeat(4)]

/** @param over options beside those that are given here. */
export async function startStage(store: Store, over: Partial<AuthOptions> = {}): Promise<Stage> {
  const { metadata } = await createFakeSamlIdp()
  const auth = createAuth({
    baseUrl: 'http://localhost:3000',
    secrets,
    store,
    log: () => {},
    scim: { requestsPerMinute: 1_000_000 },
    ...over,
  })
  return {
    auth,
    store,
    base: await auth.scim.baseUrl(),
    addProvisioner: (organizationId) => addProvisioner(auth, organizationId, metadata),
  }
}

/** An organization with an active connection that is kept by SCIM. */
async function addProvisioner(auth: Auth, organizationId: string, metadata: string): Promise<Provisioner> {
  await auth.organizations.create({ id: organizationId, name: organizationId })
  const { id: connectionId } = await auth.connections.create(organizationId, {
    id: organizationId,
    type: 'saml',
    metadata,
    insecureAllowAnyDomain: true,
  })
  await auth.connections.activate(organizationId, connectionId)
  await auth.connections.update(organizationId, connectionId, { provisioning: { mode: 'scim' } })
  const { token } = await auth.scim.createToken(organizationId, connectionId)
  return { organizationId, connectionId, token }
}

import { createSecretBox } from '../../packages/sdk-node/dist/stores/secret-box.js'

/** @import { Store } from '@launchpad-sso/sdk-node' */

export const secrets = ['bench-secret-'.repeat(4)]
const at = new Date('2030-01-01T00:00:00Z')
const written = {
  createdAt: at,
  createdBy: /** @type {const} */ ({ type: 'system', id: null }),
  updatedAt: at,
  version: 1,
}

/**
 * Acme with a SAML connection and Globex with an OpenID Connect one, each with a verified domain.
 *
 * @param {Store} store
 * @param {{ readonly metadata: string, readonly issuer: string }} idps
 */
export async function fillStore(store, { metadata, issuer }) {
  const sealed = createSecretBox(secrets).seal(JSON.stringify({ clientSecret: 'bench-client-secret' }), {
    table: 'launchpad_connections',
    row: 'globex',
    column: 'sealed_secrets',
  })
  await add(store, { id: 'acme', type: 'saml', settings: { metadata }, sealedSecrets: null })
  const settings = { issuer, clientId: 'bench-app', insecureAllowPrivateNetwork: true }
  await add(store, { id: 'globex', type: 'oidc', settings, sealedSecrets: sealed })
}

/**
 * @param {Store} store
 * @param {{ id: string, type: 'saml' | 'oidc', settings: Readonly<Record<string, string | boolean>>, sealedSecrets: string | null }} given
 */
async function add(store, { id, type, settings, sealedSecrets }) {
  const { createdBy, ...organization } = written
  await store.organizations.insert({
    id,
    name: id,
    supportContact: null,
    parentId: null,
    locale: null,
    ...organization,
    branding: { logoUrl: null, primaryColor: null, backgroundColor: null },
    settings: { passwordSignIn: true, roleRequired: false, rolePriority: [] },
  })
  await store.domains.insert({
    name: `${id}.test`,
    organizationId: id,
    status: 'verified',
    verificationValue: 'v',
    verifiedAt: at,
    includeSubdomains: false,
    connectionIds: null,
    ...written,
    createdBy,
  })
  await store.connections.insert({
    id,
    organizationId: id,
    name: id,
    type,
    preset: 'custom',
    status: 'active',
    settings,
    sealedSecrets,
    provisioning: { mode: 'jit', matchBy: 'email', caseSensitive: false },
    metadataRefresh: null,
    warned: {},
    lastTest: null,
    dueAt: null,
    ...written,
  })
}

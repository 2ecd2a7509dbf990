import { memoryStore } from '@launchpad-sso/sdk-node'
import { createDiscovery } from '../../packages/sdk-node/dist/discovery/create-discovery.js'

/** @import { Store } from '../../packages/sdk-node/dist/ports/store.js' */
/** @import { Domain } from '../../packages/sdk-node/dist/model/domain.js' */

const at = new Date('2030-01-01T00:00:00Z')

/** In the order of the numbers: a store lists domains in the order of their names. @param {number} index */
export function nameOf(index) {
  return `company-${String(index).padStart(7, '0')}.test`
}

/** @param {number} index */
export function organizationIdOf(index) {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
}

/** As a driver gives it, and not put together of parts that stay in memory. @param {string} text */
export function flat(text) {
  return Buffer.from(text, 'latin1').toString('latin1')
}

/** @param {number} index @param {number} organizations @returns {Domain} */
function domainOf(index, organizations) {
  return {
    name: flat(nameOf(index)),
    organizationId: flat(organizationIdOf(index % organizations)),
    status: 'verified',
    verificationValue: 'v',
    // So that the names above an unknown one are walked.
    includeSubdomains: index % 10 === 0,
    connectionIds: null,
    createdAt: at,
    createdBy: { type: 'system', id: null },
    verifiedAt: at,
    updatedAt: at,
    version: 1,
  }
}

/**
 * A store of that many domains, each made when it is asked for: what is measured is what discovery keeps.
 *
 * @param {number} domains
 * @param {number} organizations
 * @returns {Store}
 */
export function manyDomains(domains, organizations) {
  const record = {
    name: 'Company',
    supportContact: null,
    parentId: null,
    locale: null,
    branding: { logoUrl: null, primaryColor: null, backgroundColor: null },
    settings: { passwordSignIn: true, roleRequired: false, rolePriority: [] },
    createdAt: at,
    updatedAt: at,
    version: 1,
  }
  const connection = { type: 'saml', name: 'Company', preset: 'custom', status: 'active', settings: {}, version: 1 }
  const store = memoryStore()
  return /** @type {Store} */ (
    /** @type {unknown} */ ({
      ...store,
      organizations: { ...store.organizations, find: async (/** @type {string} */ id) => ({ ...record, id }) },
      connections: {
        ...store.connections,
        list: async (/** @type {string} */ organizationId) => [
          { ...connection, id: `of-${organizationId}`, organizationId },
        ],
      },
      domains: {
        ...store.domains,
        countVerified: async () => domains,
        findVerified: async () => [],
        listVerified: async (/** @type {{ after?: string, limit: number }} */ { after, limit }) => {
          const from = after === undefined ? 0 : Number(after.slice(8, 15)) + 1
          return Array.from({ length: Math.min(limit, domains - from) }, (_, index) =>
            domainOf(from + index, organizations),
          )
        },
      },
      changes: { head: async () => 1, list: async () => [], listen: null },
    })
  )
}

/**
 * Discovery over a store, everything in memory.
 *
 * @param {Store} store
 */
export async function loadDiscovery(store) {
  const discovery = createDiscovery({
    sources: [],
    defaultConnectionId: null,
    loadMetadata: async () => Promise.reject(new Error('nothing to load')),
    store,
    getReadRecord: async () => () => ({ connection: null, problems: [] }),
    maxDomains: 2_000_000,
    log: () => {},
    now: () => new Date(),
  })
  await discovery.connections.findByDomain('nobody.test')
  while (!(await discovery.report()).complete) await new Promise((done) => setTimeout(done, 5))
  return discovery
}

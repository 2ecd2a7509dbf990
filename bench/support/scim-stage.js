import { authRoutes } from '@launchpad-sso/express'
import { createAuth, memoryStore } from '@launchpad-sso/sdk-node'
import { postgresStore } from '@launchpad-sso/sdk-node/postgres'
import { createFakeSamlIdp } from '@launchpad-sso/sdk-node/testing'
import express from 'express'
import { Pool } from 'pg'
import { groupSizes, nameOf, toScimUser } from './scim-people.js'
import { secrets } from './stored-organizations.js'

/** @import { Store } from '@launchpad-sso/sdk-node' */

const organizationId = 'acme'
const connectionId = 'acme'
const at = new Date('2030-01-01T00:00:00Z')
const written = { createdAt: at, updatedAt: at, version: 1 }
const lanes = 16

/**
 * Our SCIM endpoint in an Express app, with that many people who are there already.
 *
 * @param {number} size
 * @param {string} database JSON of a pool's settings; empty: memory
 */
export async function createScimStage(size, database) {
  const store = database === '' ? memoryStore() : postgresStore(new Pool(JSON.parse(database)))
  const auth = createAuth({
    baseUrl: 'http://localhost:3000',
    secrets,
    store,
    log: () => {},
    scim: { requestsPerMinute: 1e9 },
  })
  const token = await addConnection(auth)
  const userIds = await addUsers(store, size)
  const groups = {
    small: await addGroup(store, 'Small', userIds.slice(0, groupSizes.small)),
    large: await addGroup(store, 'Large', userIds.slice(0, groupSizes.large)),
  }
  return { app: express().use(authRoutes(auth)), token, userIds, groups }
}

/** @param {import('@launchpad-sso/sdk-node').Auth} auth */
async function addConnection(auth) {
  const { metadata } = await createFakeSamlIdp()
  await auth.organizations.create({ id: organizationId, name: 'Acme' })
  const draft = /** @type {const} */ ({ id: connectionId, type: 'saml', metadata, insecureAllowAnyDomain: true })
  await auth.connections.create(organizationId, draft)
  await auth.connections.activate(organizationId, connectionId)
  await auth.connections.update(organizationId, connectionId, { provisioning: { mode: 'scim' } })
  return (await auth.scim.createToken(organizationId, connectionId)).token
}

/** Past SCIM, which would write an event for each. @param {Store} store @param {number} size */
async function addUsers(store, size) {
  const ids = Array.from({ length: size }, (_, index) => toId(1, index))
  let next = 0
  const fill = async () => {
    for (let index = next++; index < size; index = next++) {
      const { schemas: _, ...attributes } = toScimUser(nameOf(index))
      const added = await store.users.insert(
        {
          id: ids[index],
          organizationId,
          email: attributes.userName,
          username: attributes.userName,
          externalId: attributes.externalId,
          name: attributes.displayName,
          firstName: attributes.name.givenName,
          lastName: attributes.name.familyName,
          status: 'active',
          source: 'scim',
          roles: [],
          roleSource: null,
          scimConnectionId: connectionId,
          scimAttributes: attributes,
          ...written,
        },
        null,
      )
      if (!added) throw new Error(`${attributes.userName} was not added`)
    }
  }
  await Promise.all(Array.from({ length: lanes }, fill))
  return ids
}

/** @param {Store} store @param {string} name @param {readonly string[]} members */
async function addGroup(store, name, members) {
  const id = toId(2, name.length + members.length)
  const group = { id, organizationId, connectionId, externalId: null, name, source: /** @type {const} */ ('scim') }
  await store.groups.insert({ ...group, scimAttributes: { displayName: name }, ...written })
  const add = members.map((userId) => ({ groupId: id, userId }))
  if (!(await store.groups.change({ add, remove: [] }))) throw new Error(`the members of ${name} were not added`)
  return id
}

/** Ids of a kind, in the order of their numbers, before those that are made now. @param {number} kind @param {number} index */
function toId(kind, index) {
  return `01800000-${String(kind).padStart(4, '0')}-7000-8000-${String(index).padStart(12, '0')}`
}

// A SCIM server in its own process, with that many people: `floor`, or `ours` on memory or on a PostgreSQL server. Its CPU time, and whom
// to ask it about, is read through the parent's messages.
import { once } from 'node:events'
import express from 'express'
import { createScimFloor } from '../scim-floor.js'
import { serveParent } from './children.js'
import { groupSizes, nameOf, toScimUser } from './scim-people.js'
import { createScimStage } from './scim-stage.js'

const [kind = 'floor', count = '1000', database = ''] = process.argv.slice(2)
const size = Number(count)
const token = 'bench-token-of-the-floor'

const { app, ...targets } = kind === 'floor' ? createFloor() : await createScimStage(size, database)
const server = app.listen(0, '127.0.0.1')
// Between two of its turns a server waits for all the others.
server.keepAliveTimeout = 600_000
await once(server, 'listening')
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
serveParent(port, (message) => (message === 'targets' ? targets : process.cpuUsage()))

function createFloor() {
  const path = '/auth/scim/v2'
  const floor = createScimFloor({ token, base: `http://localhost:3000${path}` })
  const userIds = Array.from({ length: size }, (_, index) => floor.addUser(toScimUser(nameOf(index))).id)
  const groups = {
    small: floor.addGroup('Small', userIds.slice(0, groupSizes.small)).id,
    large: floor.addGroup('Large', userIds.slice(0, groupSizes.large)).id,
  }
  const mounted = express()
  mounted.use(path, floor.app)
  return { app: mounted, token, userIds, groups }
}

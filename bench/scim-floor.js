// What a SCIM server costs at least: Express 5, `express.json`, and Maps with the two right indexes. Written by hand for the bench: it
// answers what the bench asks, checks next to nothing, keeps no log and survives no restart.
import { randomUUID, timingSafeEqual } from 'node:crypto'
import express from 'express'

/** @typedef {{ id: string, userName: string, active: boolean, meta: { version: string } & Record<string, string> } & Record<string, any>} ScimUser */
/** @typedef {{ id: string, displayName: string, members: Set<string> }} ScimGroup */

const type = 'application/scim+json'
const error = 'urn:ietf:params:scim:api:messages:2.0:Error'
const list = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/**
 * @param {{ readonly token: string, readonly base: string }} options
 */
export function createScimFloor({ token, base }) {
  /** @type {Map<string, ScimUser>} */
  const users = new Map()
  /** @type {Map<string, ScimUser>} */
  const byUserName = new Map()
  /** @type {Map<string, ScimGroup>} */
  const groups = new Map()
  // In the order of their coming, for pages.
  /** @type {ScimUser[]} */
  const order = []
  const expected = Buffer.from(`Bearer ${token}`)

  /** @param {Record<string, unknown> & { userName: string }} body @returns {ScimUser} */
  const addUser = (body) => {
    const id = randomUUID()
    const now = new Date().toISOString()
    const meta = {
      resourceType: 'User',
      created: now,
      lastModified: now,
      location: `${base}/Users/${id}`,
      version: 'W/"1"',
    }
    const user = /** @type {ScimUser} */ ({ active: true, ...body, id, meta })
    users.set(id, user)
    byUserName.set(body.userName.toLowerCase(), user)
    order.push(user)
    return user
  }
  /** @param {string} displayName @param {readonly string[]} members */
  const addGroup = (displayName, members) => {
    const group = { id: randomUUID(), displayName, members: new Set(members) }
    groups.set(group.id, group)
    return group
  }
  /** @param {import('express').Response} res @param {number} status @param {string} detail */
  const refuse = (res, status, detail) =>
    res
      .status(status)
      .type(type)
      .json({ schemas: [error], status: String(status), detail })
  /** @param {import('express').Response} res @param {readonly ScimUser[]} found @param {number} total @param {number} startIndex */
  const sendList = (res, found, total, startIndex) =>
    res
      .type(type)
      .json({ schemas: [list], totalResults: total, startIndex, itemsPerPage: found.length, Resources: found })

  const app = express()
  app.use((req, res, next) => {
    const given = Buffer.from(req.headers.authorization ?? '')
    if (given.length === expected.length && timingSafeEqual(given, expected)) return next()
    refuse(res, 401, 'no')
  })
  app.use(express.json({ type: [type, 'application/json'], limit: '1mb' }))
  app.post('/Users', (req, res) => {
    const key = String(req.body.userName).toLowerCase()
    if (byUserName.has(key)) return refuse(res, 409, 'taken')
    const user = addUser(req.body)
    res.status(201).location(user.meta.location).type(type).json(user)
  })
  app.get('/Users/:id', (req, res) => {
    const user = users.get(req.params.id)
    if (user === undefined) return refuse(res, 404, 'nobody')
    res.set('etag', user.meta.version).type(type).json(user)
  })
  app.get('/Users', (req, res) => {
    const filter = req.query['filter']
    if (typeof filter === 'string') {
      const [, userName] = /^userName eq "([^"]*)"$/.exec(filter) ?? []
      if (userName === undefined) return refuse(res, 400, 'no such filter')
      const user = byUserName.get(userName.toLowerCase())
      return sendList(res, user === undefined ? [] : [user], user === undefined ? 0 : 1, 1)
    }
    const startIndex = Number(req.query['startIndex'] ?? 1)
    const count = Number(req.query['count'] ?? 100)
    sendList(res, order.slice(startIndex - 1, startIndex - 1 + count), order.length, startIndex)
  })
  app.patch('/Users/:id', (req, res) => {
    const user = users.get(req.params.id)
    if (user === undefined) return refuse(res, 404, 'nobody')
    for (const { path, value } of req.body.Operations) user[path] = value
    user.meta = {
      ...user.meta,
      lastModified: new Date().toISOString(),
      version: `W/"${Number(user.meta.version.slice(3, -1)) + 1}"`,
    }
    res.set('etag', user.meta.version).type(type).json(user)
  })
  app.patch('/Groups/:id', (req, res) => {
    const group = groups.get(req.params.id)
    if (group === undefined) return refuse(res, 404, 'none')
    for (const { op, path, value } of req.body.Operations) {
      if (op === 'add') for (const member of value) group.members.add(member.value)
      else group.members.delete(/^members\[value eq "([^"]*)"\]$/.exec(path)?.[1] ?? '')
    }
    res.status(204).end()
  })
  return { app, addUser, addGroup }
}

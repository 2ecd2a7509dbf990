// Seals a session, and lets the iron-session that is installed here read it; then the other way round.
import assert from 'node:assert/strict'
import { createAuth } from '@launchpad-sso/sdk-node'
import { sealData, unsealData } from 'iron-session'

const secret = 'only for this check and long enough'
const auth = createAuth({ baseUrl: 'http://localhost:3000', secrets: [secret] })
const draft = {
  user: { id: 'u1', email: 'ana@acme.test' },
  organization: { id: 'acme', name: 'Acme' },
  connection: 'acme',
}
const { session, setCookie } = await auth.createSession(draft)

const [name, value] = setCookie.slice(0, setCookie.indexOf(';')).split('=')
const password = { [value.split('*')[1]]: secret }
const data = await unsealData(value, { password, ttl: 0 })
assert.equal(data.id, session.id)

const resealed = await sealData(data, { password, ttl: 0 })
const reread = await auth.getSession({ headers: { get: () => `${name}=${resealed}` } })
assert.deepEqual(reread, session)

import { createAuth } from '@launchpad-sso/sdk-node'
import { unsealData } from 'iron-session'

export const secret = 'bench-secret-'.repeat(4)

/** Cookies do not know ports, so on http the port is part of the name. */
export const cookieName = 'launchpad-3000'

/** An app without connections: a session needs none. @param {import('@launchpad-sso/sdk-node').Store} [store] */
export function createBenchAuth(store) {
  return createAuth({ baseUrl: 'http://localhost:3000', secrets: [secret], ...(store && { store }) })
}

/**
 * Cookie values of sessions of different people, all of about one size.
 *
 * @param {number} count
 * @param {number} roles that many of twenty characters.
 * @param {ReturnType<typeof createBenchAuth>} [auth] whose they are.
 */
export async function sealSessions(count, roles, auth = createBenchAuth()) {
  const names = Array.from({ length: roles }, (_, index) => `department-${index}:buyer`.padEnd(20, 's'))
  const values = []
  for (let index = 0; index < count; index++) {
    const { setCookie } = await auth.createSession({
      user: { id: `user-${index}`, email: `ana.${index}@acme.test`, name: 'Ana Souza' },
      organization: { id: 'acme', name: 'Acme' },
      connection: 'acme',
      roles: names,
    })
    values.push(copyText(setCookie.slice(setCookie.indexOf('=') + 1, setCookie.indexOf(';'))))
  }
  return values
}

/** The JSON inside a seal of {@link sealSessions}. @param {string} value */
export async function openedJson(value) {
  return JSON.stringify(await unsealData(value, { password: passwordOf(value), ttl: 0 }))
}

/** The secret under the id that stands in the seal, as iron-session wants it. @param {string} value */
export function passwordOf(value) {
  return { [value.split('*')[1]]: secret }
}

/**
 * The same characters as another string, as every request brings its own: V8 compares a string with itself by looking at
 * the address, and keeps a hash it has once computed.
 *
 * @param {string} text
 */
export function copyText(text) {
  return Buffer.from(text, 'latin1').toString('latin1')
}

import { insertRecords, organizationRecord } from '../../../../packages/sdk-node/test/support/stored-records.ts'
import type { TwoInstances } from '../instances/two-instances.ts'
import type { Begun, Cause } from './cause.ts'
import { addCustomer } from './customer.ts'
import { signInBySaml } from './sign-in.ts'

/** What is written about people, domains and connections. */
export const directoryCauses: Readonly<Record<string, Cause>> = {
  'user switched off': ofPerson(async ({ one }, name, userId) =>
    one.auth.users.update(name, userId, { status: 'inactive' }),
  ),
  'user blocked': ofPerson(async ({ one }, name, userId) => one.auth.users.update(name, userId, { status: 'blocked' })),
  'user removed': ofPerson(async ({ one }, name, userId) => one.auth.users.remove(name, userId)),
  'role lost': ofPerson(async ({ one }, name, userId) => one.auth.users.update(name, userId, { role: null })),
  'user moved': async (app, name) => {
    await addCustomer(app, name, 'jit')
    const north = `${name}-north`
    await insertRecords(app.store, { organizations: [organizationRecord(north, { parentId: name })] })
    const { groups, roles } = app.one.auth
    const { id: groupId } = await groups.create(name, { name: 'North', connectionId: name })
    const person = { email: `ana@${name}.test` }
    const client = await signInBySaml(app, person, name)
    await roles.map(name, { groupId, role: 'clerk', targetOrganizationId: north })
    // Another browser brings the group along.
    const move = async (): Promise<unknown> => signInBySaml(app, { ...person, groups: ['North'] }, name)
    return { cookie: client.cookies(), end: move }
  },
  'SCIM: active false': async (app, name) => {
    const { cookie, userId, send } = await beginByScim(app, name)
    const operations = [{ op: 'replace', value: { active: false } }]
    return { cookie, end: async () => send('PATCH', `/Users/${userId}`, { Operations: operations }) }
  },
  'SCIM: deleted': async (app, name) => {
    const { cookie, userId, send } = await beginByScim(app, name)
    return { cookie, end: async () => send('DELETE', `/Users/${userId}`) }
  },
  'domain removed': ofCustomer(async ({ one }, name) => one.auth.domains.remove(name, `${name}.test`)),
  'connection deactivated': ofCustomer(async ({ one }, name) => one.auth.connections.deactivate(name, name)),
  'connection removed': ofCustomer(async ({ one }, name) => one.auth.connections.remove(name, name)),
}

/** Of somebody who came in by a customer's connection. */
function ofCustomer(end: (app: TwoInstances, name: string) => Promise<unknown>): Cause {
  return async (app, name): Promise<Begun> => {
    await addCustomer(app, name, 'jit')
    const client = await signInBySaml(app, { email: `ana@${name}.test` }, name)
    return { cookie: client.cookies(), end: async () => end(app, name) }
  }
}

/** Of somebody with a role, whom the app knew before. */
function ofPerson(end: (app: TwoInstances, name: string, userId: string) => Promise<unknown>): Cause {
  return async (app, name): Promise<Begun> => {
    await addCustomer(app, name, 'jit')
    const email = `ana@${name}.test`
    const { id } = await app.one.auth.users.create(name, { email, role: 'buyer' })
    const client = await signInBySaml(app, { email }, name)
    return { cookie: client.cookies(), end: async () => end(app, name, id) }
  }
}

interface BegunByScim {
  readonly cookie: string
  readonly userId: string
  readonly send: (method: string, path: string, body?: object) => Promise<{ readonly id?: string }>
}

/** Of somebody whom the customer's identity provider sent by SCIM. */
async function beginByScim(app: TwoInstances, name: string): Promise<BegunByScim> {
  await addCustomer(app, name, 'scim')
  const { token } = await app.one.auth.scim.createToken(name, name)
  const send: BegunByScim['send'] = async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
    const content = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(`${app.one.origin}/auth/scim/v2${path}`, { method, headers, ...content })
    const text = await response.text()
    if (!response.ok) throw new Error(`SCIM ${method} ${path}: ${response.status} ${text}`)
    return (text === '' ? {} : JSON.parse(text)) as { readonly id?: string }
  }
  const email = `ana@${name}.test`
  const { id = '' } = await send('POST', '/Users', { userName: email, emails: [{ value: email, primary: true }] })
  const client = await signInBySaml(app, { email }, name)
  return { cookie: client.cookies(), userId: id, send }
}

import type { Json } from '@launchpad-sso/sdk-node'
import { patchOf } from '../sequences/patch-of.ts'
import { enterprise, group, user } from '../sequences/urns.ts'
import type { Caller, Reply } from './create-caller.ts'

/** What a provisioner has done, and what has to be there then. */
export interface Provisioned {
  readonly operations: number
  /** Answers that were not as they should be. */
  readonly unexpected: readonly string[]
  /** Whether they are active, by id. */
  readonly users: ReadonlyMap<string, boolean>
  /** Members by id of the group. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>
  /** Also those who were removed. */
  readonly everyUser: ReadonlySet<string>
}

const lanes = 20
/** What is done with one person, each step a request. */
const stepsOfPerson = 6

/** Sends that many requests, in twenty lanes at once: people who are made, changed, put into groups, switched off and removed. */
export async function provision(call: Caller, name: string, wanted: number): Promise<Provisioned> {
  const users = new Map<string, boolean>()
  const groups = new Map<string, Set<string>>()
  const everyUser = new Set<string>()
  const unexpected: string[] = []
  let operations = 0
  const ask = async (status: number | readonly number[], method: string, path: string, body?: Json): Promise<Reply> => {
    operations += 1
    const reply = await call(method, path, body)
    if (![status].flat().includes(reply.status))
      unexpected.push(`${method} ${path}: wanted ${String(status)}, got ${reply.status} ${reply.text.slice(0, 200)}`)
    return reply
  }
  const runLane = async (lane: number): Promise<void> => {
    const made = await ask(201, 'POST', '/Groups', {
      schemas: [group],
      displayName: `Lane ${lane}`,
      externalId: `g${lane}`,
    })
    const groupId: string = made.body.id
    const members = new Set<string>()
    groups.set(groupId, members)
    const people = Math.floor((wanted / lanes - 1) / stepsOfPerson)
    for (let index = 0; index < people; index++) {
      const id = await makePerson(lane, index)
      if (id === null) continue
      await findPerson(id, lane, index)
      await ask(
        [200, 204],
        'PATCH',
        `/Groups/${groupId}`,
        patchOf({ op: 'add', path: 'members', value: [{ value: id }] }),
      )
      members.add(id)
      await finishPerson(id, index, groupId, members)
    }
    for (let done = 1 + people * stepsOfPerson; done < wanted / lanes; done++)
      await ask(200, 'GET', `/Groups/${groupId}`)
  }
  const makePerson = async (lane: number, index: number): Promise<string | null> => {
    const userName = `p${lane}.${index}@acme.test`
    const { body } = await ask(201, 'POST', '/Users', {
      schemas: [user],
      userName,
      externalId: `x${lane}.${index}`,
      displayName: 'nobody yet',
      emails: [{ value: userName, type: 'work', primary: true }],
    })
    if (typeof body?.id !== 'string') return null
    users.set(body.id, true)
    everyUser.add(body.id)
    const change = patchOf(
      { op: 'replace', path: 'displayName', value: `of ${name}` },
      { op: 'add', path: `${enterprise}:department`, value: name },
    )
    await ask(200, 'PATCH', `/Users/${body.id}`, change)
    return body.id
  }
  /** There is one of that name at each organization. */
  const findPerson = async (id: string, lane: number, index: number): Promise<void> => {
    const filter = encodeURIComponent(`userName eq "p${lane}.${index}@acme.test"`)
    const { body } = await ask(200, 'GET', `/Users?filter=${filter}`)
    if (body?.totalResults !== 1 || body.Resources[0].id !== id) unexpected.push(`a filter found not ${id} alone`)
  }
  const finishPerson = async (id: string, index: number, groupId: string, members: Set<string>): Promise<void> => {
    const kind = index % 4
    if (kind === 0) {
      await ask(204, 'DELETE', `/Users/${id}`)
      users.delete(id)
      members.delete(id)
    } else if (kind === 1) {
      await ask(200, 'PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'active', value: false }))
      users.set(id, false)
    } else if (kind === 2) {
      await ask([200, 204], 'PATCH', `/Groups/${groupId}`, patchOf({ op: 'remove', path: `members[value eq "${id}"]` }))
      members.delete(id)
    } else {
      const { body } = await ask(200, 'GET', `/Users/${id}`)
      if (body?.displayName !== `of ${name}`) unexpected.push(`GET /Users/${id}: got somebody ${body?.displayName}`)
    }
    await ask(200, 'GET', '/Users?startIndex=1&count=1')
  }
  await Promise.all(Array.from({ length: lanes }, (_, lane) => runLane(lane)))
  return { operations, unexpected, users, groups, everyUser }
}

import type { Group, RoleMapping } from '../model/group.ts'
import type { LoginRecord, SubjectLink, User } from '../model/user.ts'
import { createMemoryTable, toKey, type MemoryTable } from './memory-table.ts'
import { createMemoryPairs, type MemoryPairs } from './memory-pairs.ts'
import { toUsernameKey } from './username-key.ts'

/** A link, and to whom it leads. */
export interface LinkOfUser extends SubjectLink {
  /** Of user and connection: a user has one at each. */
  readonly id: string
  readonly userId: string
}

/** What the memory store knows of people, and what goes with what. */
export interface MemoryDirectory {
  readonly users: MemoryTable<User>
  readonly links: MemoryTable<LinkOfUser>
  /** Users and the connections at which they have a link. */
  readonly linkedAt: MemoryPairs
  readonly groups: MemoryTable<Group>
  /** Groups and their users. */
  readonly members: MemoryPairs
  /** By group. */
  readonly mappings: Map<string, RoleMapping>
  /** By user, then by connection. */
  readonly logins: Map<string, Map<string, LoginRecord>>
  readonly forgetUser: (userId: string) => void
  readonly forgetGroup: (groupId: string) => void
  /** Its users and groups, and the mappings that lead into it. */
  readonly forgetOrganization: (organizationId: string) => void
  /** The groups it sent, and the links by it. */
  readonly forgetConnection: (organizationId: string, connectionId: string) => void
}

/** Empty. */
export function createMemoryDirectory(): MemoryDirectory {
  const users = createMemoryTable(keysOfUser)
  const links = createMemoryTable<LinkOfUser>((link) => [toLinkKey(link)])
  const linkedAt = createMemoryPairs()
  const groups = createMemoryTable(keysOfGroup)
  const members = createMemoryPairs()
  const mappings = new Map<string, RoleMapping>()
  const logins = new Map<string, Map<string, LoginRecord>>()
  const forgetUser = (userId: string): void => {
    users.delete(userId)
    for (const connectionId of linkedAt.rightOf(userId)) links.delete(toKey(userId, connectionId))
    linkedAt.forgetLeft(userId)
    members.forgetRight(userId)
    logins.delete(userId)
  }
  const forgetGroup = (groupId: string): void => {
    groups.delete(groupId)
    members.forgetLeft(groupId)
    mappings.delete(groupId)
  }
  const forgetOrganization = (id: string): void => {
    for (const user of users.list(({ organizationId }) => organizationId === id)) forgetUser(user.id)
    for (const group of groups.list(({ organizationId }) => organizationId === id)) forgetGroup(group.id)
    for (const mapping of mappings.values()) if (mapping.targetOrganizationId === id) mappings.delete(mapping.groupId)
  }
  const forgetConnection = (organizationId: string, connectionId: string): void => {
    const sent = (group: Group): boolean =>
      group.organizationId === organizationId && group.connectionId === connectionId
    for (const group of groups.list(sent)) forgetGroup(group.id)
    for (const userId of linkedAt.leftOf(connectionId)) links.delete(toKey(userId, connectionId))
    linkedAt.forgetRight(connectionId)
  }
  const forget = { forgetUser, forgetGroup, forgetOrganization, forgetConnection }
  return Object.freeze({
    users,
    links,
    linkedAt,
    groups,
    members,
    mappings,
    logins,
    ...forget,
  } satisfies MemoryDirectory)
}

/** Where a link is found. */
export function toLinkKey({ connectionId, subject }: SubjectLink): string {
  return toKey('link', connectionId, subject)
}

function keysOfUser({ organizationId, email, username, externalId }: User): readonly string[] {
  return [
    ...(email === null ? [] : [toKey(organizationId, 'email', email)]),
    ...(username === null ? [] : [toKey(organizationId, 'username', toUsernameKey(username))]),
    ...(externalId === null ? [] : [toKey(organizationId, 'external id', externalId)]),
  ]
}

function keysOfGroup({ organizationId, connectionId, name, externalId }: Group): readonly string[] {
  return [
    toKey(organizationId, connectionId, 'name', name),
    ...(externalId === null ? [] : [toKey(organizationId, connectionId, 'external id', externalId)]),
  ]
}

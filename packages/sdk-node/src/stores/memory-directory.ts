import type { Group, RoleMapping } from '../model/group.ts'
import type { ScimToken } from '../model/scim-token.ts'
import type { LoginRecord, RemovedUser, SubjectLink, User } from '../model/user.ts'
import { keysOfGroup, keysOfUser, sets, setsOfGroup, setsOfUser } from './memory-keys.ts'
import { createMemoryPairs, type MemoryPairs } from './memory-pairs.ts'
import { createMemorySessions, type MemorySessions } from './memory-sessions.ts'
import { createMemoryTable, toKey, type MemoryTable } from './memory-table.ts'

/** A link, and to whom it leads. */
export interface LinkOfUser extends SubjectLink {
  /** Of user and connection: a user has one at each. */
  readonly id: string
  readonly userId: string
}

/** A mapping under the id of its group. */
export interface MappingOfGroup {
  readonly id: string
  readonly mapping: RoleMapping
}

/** Under which external id a connection's SCIM client removed a user. */
export interface RemovedOfScim extends RemovedUser {
  readonly connectionId: string
  readonly externalId: string
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
  readonly mappings: MemoryTable<MappingOfGroup>
  /** By user, then by connection. */
  readonly logins: Map<string, Map<string, LoginRecord>>
  readonly removed: MemoryTable<RemovedOfScim>
  readonly tokens: MemoryTable<ScimToken>
  readonly sessions: MemorySessions
  readonly forgetUser: (userId: string) => void
  readonly forgetGroup: (groupId: string) => void
  /** Its users, sessions and groups, and the mappings that lead into it. */
  readonly forgetOrganization: (organizationId: string) => void
  /** The groups it sent, the links by it, its SCIM tokens; its SCIM users become people like others. */
  readonly forgetConnection: (organizationId: string, connectionId: string) => void
}

type Tables = Omit<MemoryDirectory, 'forgetUser' | 'forgetGroup' | 'forgetOrganization' | 'forgetConnection'>
type Forget = Pick<MemoryDirectory, 'forgetUser' | 'forgetGroup'>

/** Empty. */
export function createMemoryDirectory(): MemoryDirectory {
  const tables: Tables = {
    users: createMemoryTable(keysOfUser, setsOfUser),
    links: createMemoryTable<LinkOfUser>(
      (link) => [toLinkKey(link)],
      () => [],
    ),
    linkedAt: createMemoryPairs(),
    groups: createMemoryTable(keysOfGroup, setsOfGroup),
    members: createMemoryPairs(),
    mappings: createMemoryTable<MappingOfGroup>(
      () => [],
      ({ mapping }) => [sets.organization(mapping.organizationId), sets.target(mapping.targetOrganizationId)],
    ),
    logins: new Map(),
    removed: createMemoryTable<RemovedOfScim>(
      ({ connectionId, externalId }) => [toKey(connectionId, externalId)],
      ({ connectionId }) => [sets.scim(connectionId)],
    ),
    tokens: createMemoryTable<ScimToken>(
      ({ hash }) => [hash],
      ({ connectionId }) => [sets.scim(connectionId)],
    ),
    sessions: createMemorySessions(),
  }
  const forget: Forget = {
    forgetUser: (userId) => forgetUser(tables, userId),
    forgetGroup: (groupId) => forgetGroup(tables, groupId),
  }
  return Object.freeze({
    ...tables,
    ...forget,
    forgetOrganization: (organizationId) => forgetOrganization(tables, forget, organizationId),
    forgetConnection: (organizationId, connectionId) => forgetConnection(tables, forget, organizationId, connectionId),
  } satisfies MemoryDirectory)
}

/** Where a link is found. */
export function toLinkKey({ connectionId, subject }: SubjectLink): string {
  return toKey('link', connectionId, subject)
}

function forgetUser({ users, links, linkedAt, members, logins, sessions }: Tables, userId: string): void {
  sessions.forgetUser(users.get(userId)?.organizationId ?? '', userId)
  users.delete(userId)
  for (const connectionId of linkedAt.rightOf(userId).from()) links.delete(toKey(userId, connectionId))
  linkedAt.forgetLeft(userId)
  members.forgetRight(userId)
  logins.delete(userId)
}

function forgetGroup({ groups, members, mappings }: Tables, groupId: string): void {
  groups.delete(groupId)
  members.forgetLeft(groupId)
  mappings.delete(groupId)
}

function forgetOrganization(
  { users, groups, mappings, sessions }: Tables,
  forget: Forget,
  organizationId: string,
): void {
  const of = sets.organization(organizationId)
  for (const { id } of users.list({ of })) forget.forgetUser(id)
  for (const { id } of groups.list({ of })) forget.forgetGroup(id)
  for (const { id } of mappings.list({ of: sets.target(organizationId) })) mappings.delete(id)
  sessions.forgetOrganization(organizationId)
}

function forgetConnection(
  { users, groups, links, linkedAt, removed, tokens }: Tables,
  forget: Forget,
  organizationId: string,
  connectionId: string,
): void {
  const sent = (group: Group): boolean => group.connectionId === connectionId
  for (const { id } of groups.list({ of: sets.organization(organizationId), wanted: sent })) forget.forgetGroup(id)
  for (const userId of linkedAt.leftOf(connectionId).from()) links.delete(toKey(userId, connectionId))
  linkedAt.forgetRight(connectionId)
  const of = sets.scim(connectionId)
  for (const { id } of tokens.list({ of })) tokens.delete(id)
  for (const { id } of removed.list({ of })) removed.delete(id)
  // One version on: whoever was about to write them as SCIM's comes too late.
  for (const user of users.list({ of })) users.put({ ...user, ...released, version: user.version + 1 })
}

const released = { source: 'manual', scimConnectionId: null, scimAttributes: null } as const

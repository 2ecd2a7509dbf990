import { describe, expect, it } from 'vitest'
import { authEventTypes, type AuthEvent, type AuthEventType, type EventData, type UserValues } from '../model/event.ts'
import { findEventFaults } from '../../test/support/event-faults.ts'
import { eventSchemas } from './event-schemas.ts'
import { toPayload } from './to-payload.ts'

const user: UserValues = {
  email: 'ana@acme.test',
  username: null,
  externalId: null,
  name: 'Ana Souza',
  firstName: null,
  lastName: null,
  status: 'active',
  roles: ['member'],
}
const organization = {
  name: 'Acme',
  supportContact: null,
  parentId: null,
  branding: { logoUrl: null, primaryColor: null, backgroundColor: null },
  locale: null,
  settings: {
    passwordSignIn: true,
    roleRequired: false,
    rolePriority: [],
    authentication: { maximumAgeSeconds: 3600, contexts: ['phr'], methods: ['mfa'], sessionMaximumSeconds: null },
  },
}
const domain = { status: 'unverified', includeSubdomains: false, connectionIds: ['acme'] } as const
const connection = {
  name: 'Acme',
  type: 'saml',
  preset: 'okta',
  status: 'draft',
  settings: { issuer: 'x', list: [1, null] },
  provisioning: { mode: 'jit', matchBy: 'email', caseSensitive: false },
} as unknown as EventData['connection.created']['new']
const group = { name: 'Engineering', connectionId: null, externalId: null }
const scimToken = { tokenId: 't-1', name: null, scopes: ['users:read'], expiresAt: null } as const
const webhook = {
  name: null,
  format: 'webhook',
  transport: 'push',
  url: 'https://hooks.acme.test',
  types: ['user.created'],
  status: 'active',
  disabledReason: null,
} as const
const link = { connectionId: 'acme', subject: '00u1' }
const role = { organizationId: 'acme', role: 'admin' }
const roles = { organizationId: 'acme', roles: [] }
const created = { old: null } as const
const removed = { new: null } as const
const byConnection = { connectionId: 'acme' } as const
const member = { userId: 'u-1', connectionId: null }

/** One of each: the compiler knows what they have to hold. */
const samples: { readonly [T in AuthEventType]: EventData[T] } = {
  'login.succeeded': { connectionId: 'acme', loginId: 'l-1' },
  'login.failed': { connectionId: 'acme', loginId: null, incidentId: '3f2a9c01b7de' },
  'session.revoked': { scope: { kind: 'session', key: 's-1' }, cause: 'logout' },
  'organization.created': { ...created, new: organization },
  'organization.updated': { old: { settings: null }, new: { settings: organization.settings } },
  'organization.deleted': { old: organization, ...removed },
  'domain.added': { ...created, new: domain },
  'domain.verified': { old: { status: 'unverified' }, new: { status: 'verified' } },
  'domain.verification_failed': { result: 'missing', found: [] },
  'domain.updated': { old: { connectionIds: ['acme'] }, new: { connectionIds: null } },
  'domain.deleted': { old: domain, ...removed },
  'connection.created': { ...created, new: connection, imported: false },
  'connection.updated': { old: { name: 'A' }, new: { name: 'Acme' }, secrets: ['clientSecret'] },
  'connection.activated': { old: { status: 'draft' }, new: { status: 'active' }, tested: true },
  'connection.deactivated': { old: { status: 'active' }, new: { status: 'inactive' } },
  'connection.deleted': { old: connection, ...removed },
  'connection.signals_verified': { streamId: 'stream-1' },
  'connection.tested': { outcome: 'failed', code: 'SAML_TIME_INVALID', testId: 't-1' },
  'connection.metadata_refreshed': { added: ['ab'], retired: [] },
  'connection.metadata_failed': { url: 'https://idp.acme.test' },
  'connection.certificate_expiring': {
    fingerprint: 'ab',
    expiresAt: '2030-01-01T00:00:00.000Z',
    days: 30,
    use: 'sp-signing',
  },
  'user.created': { ...created, new: { ...user, scimAttributes: { title: 'Engineer' } }, ...byConnection },
  'user.updated': {
    old: { name: 'Ana', scimAttributes: {} },
    new: { name: null, scimAttributes: { a: [1] } },
    connectionId: null,
  },
  'user.deactivated': { old: { status: 'active' }, new: { status: 'blocked' }, ...byConnection },
  'user.reactivated': { old: { status: 'inactive' }, new: { status: 'active' }, ...byConnection },
  'user.deleted': { old: user, ...removed, ...byConnection },
  'user.linked': { ...created, new: link },
  'user.unlinked': { old: link, ...removed },
  'user.moved': { old: { organizationId: 'acme' }, new: { organizationId: 'acme-north' } },
  'group.created': { ...created, new: group },
  'group.updated': { old: { name: 'Eng' }, new: { name: 'Engineering' } },
  'group.deleted': { old: group, ...removed },
  'group.member_added': member,
  'group.member_removed': member,
  'role.mapped': { old: null, new: role },
  'role.unmapped': { old: role, ...removed },
  'role.changed': { old: roles, new: { ...roles, roles: ['admin'] }, groupId: null },
  'scim.token_created': { ...created, new: scimToken },
  'scim.token_revoked': { old: { ...scimToken, expiresAt: '2030-01-01T00:00:00.000Z' }, ...removed },
  'webhook.created': { ...created, new: webhook },
  'webhook.updated': { old: { types: null }, new: { types: ['user.created'] } },
  'webhook.secret_rotated': {},
  'webhook.disabled': { old: { status: 'active' }, new: { status: 'disabled', disabledReason: 'gone' } },
  'webhook.deleted': { old: webhook, ...removed },
  'webhook.delivery_failed': { eventId: 'e', eventType: 'user.created', sequence: 1, attempts: 18, lastStatus: null },
}

const toEvent = (type: AuthEventType, over: object = {}): AuthEvent =>
  ({
    id: 'e-1',
    organizationId: 'acme',
    type,
    occurredAt: new Date('2030-01-01T00:00:00Z'),
    actor: { type: 'api', id: null },
    target: { type: 'user', id: 't-1' },
    ip: null,
    userAgent: null,
    outcome: 'success',
    reason: null,
    data: samples[type],
    sequence: 1,
    previousHash: '',
    hash: '',
    ...over,
  }) as unknown as AuthEvent

describe('the event schemas', () => {
  it('are there for every type of event, and for no other', () => {
    expect(Object.keys(eventSchemas).toSorted()).toEqual([...authEventTypes].toSorted())
  })

  it.each(authEventTypes)('say all of what a webhook says of %s', (type) => {
    expect(findEventFaults(toPayload(toEvent(type)))).toEqual([])
    expect(findEventFaults(toPayload(toEvent(type, { outcome: 'failure', reason: 'INTERNAL' })))).toEqual([])
  })

  it.each(authEventTypes.filter((type) => type !== 'webhook.secret_rotated'))(
    'miss what is not there of %s',
    (type) => {
      const { data, ...rest } = JSON.parse(toPayload(toEvent(type))) as { data: Record<string, unknown> }
      for (const name of Object.keys(data)) {
        const others = Object.fromEntries(Object.entries(data).filter(([each]) => each !== name))
        expect(findEventFaults(JSON.stringify({ ...rest, data: others }))).not.toEqual([])
        expect(findEventFaults(JSON.stringify({ ...rest, data: { ...data, [name]: 1.5 } }))).not.toEqual([])
      }
    },
  )

  it('know an event that did not fit', () => {
    const large = { ...samples['user.created'], new: { ...user, scimAttributes: { title: 'x'.repeat(300_000) } } }
    const body = toPayload(toEvent('user.created', { data: large }))
    expect(JSON.parse(body)).toMatchObject({ data: null, truncated: true })
    expect(findEventFaults(body)).toEqual([])
  })
})

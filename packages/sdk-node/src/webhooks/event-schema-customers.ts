import { created, removed, updated } from './event-schema-change.ts'
import type { EventDescriptions } from './event-description.ts'
import { choice, list, text, textOrNull, whole, type EventSchema } from './event-schema.ts'
import { connectionValues, domainValues, expiry, organizationValues } from './event-schema-values.ts'

const fingerprints: EventSchema = list(text('3f786850e387550fdab836ed7e6dc881de23001b'))

/** Events of organizations, their domains and their connections. */
export const customerEvents: EventDescriptions<'organization' | 'domain' | 'connection'> = {
  'organization.created': {
    when: 'an organization was made',
    target: 'organization',
    data: created(whole(organizationValues)),
  },
  'organization.updated': {
    when: 'it was changed',
    target: 'organization',
    data: updated(organizationValues, { name: 'Acme' }, { name: 'Acme Brasil' }),
  },
  'organization.deleted': { when: 'it was removed', target: 'organization', data: removed(whole(organizationValues)) },

  'domain.added': { when: 'an organization got a domain', target: 'domain', data: created(whole(domainValues)) },
  'domain.verified': {
    when: 'DNS proves that it is theirs',
    target: 'domain',
    data: updated(domainValues, { status: 'unverified' }, { status: 'verified' }),
  },
  'domain.verification_failed': {
    when: 'DNS does not prove it',
    target: 'domain',
    isFailure: true,
    data: { result: text('missing'), found: list(text('v=spf1 -all')) },
  },
  'domain.updated': {
    when: 'it was changed',
    target: 'domain',
    data: updated(domainValues, { includeSubdomains: false }, { includeSubdomains: true }),
  },
  'domain.deleted': { when: 'it was removed', target: 'domain', data: removed(whole(domainValues)) },

  'connection.created': {
    when: 'a connection was made',
    target: 'connection',
    data: { ...created(whole(connectionValues)), imported: { type: 'boolean', examples: [false] } },
  },
  'connection.updated': {
    when: 'it was changed',
    target: 'connection',
    data: {
      ...updated(connectionValues, { name: 'Acme' }, { name: 'Acme SSO' }),
      secrets: list(text('clientSecret'), 'names of secrets that were set or removed'),
    },
  },
  'connection.activated': {
    when: 'people may sign in by it',
    target: 'connection',
    data: {
      ...updated(connectionValues, { status: 'draft' }, { status: 'active' }),
      tested: { type: 'boolean', examples: [true] },
    },
  },
  'connection.deactivated': {
    when: 'they may not any more',
    target: 'connection',
    data: updated(connectionValues, { status: 'active' }, { status: 'inactive' }),
  },
  'connection.deleted': { when: 'it was removed', target: 'connection', data: removed(whole(connectionValues)) },
  'connection.tested': {
    when: 'a test sign-in came back',
    target: 'connection',
    data: { outcome: choice(['passed', 'failed']), code: textOrNull(null, 'of the failure'), testId: text('t-1') },
  },
  'connection.metadata_refreshed': {
    when: 'its metadata says something else, or can be read again',
    target: 'connection',
    data: { added: fingerprints, retired: fingerprints },
  },
  'connection.metadata_failed': {
    when: 'its metadata could not be read, the first time in a row',
    target: 'connection',
    isFailure: true,
    data: { url: text('https://idp.acme.test/metadata') },
  },
  'connection.certificate_expiring': {
    when: 'a certificate ends in 60, 30, 7 or 0 days',
    target: 'connection',
    data: {
      fingerprint: text('3f786850e387550fdab836ed7e6dc881de23001b'),
      expiresAt: expiry,
      days: choice([60, 30, 7, 0]),
      use: choice(['idp-signing', 'sp-signing', 'sp-decryption']),
    },
  },
  'connection.signals_verified': {
    when: 'the security event came that its transmitter was asked for',
    target: 'connection',
    data: { streamId: text('f67e39a0a4d34d56b3aa1bc4cff0069f') },
  },
}

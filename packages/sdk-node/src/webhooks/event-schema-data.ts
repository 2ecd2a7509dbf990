import { created, removed, updated } from './event-schema-change.ts'
import { customerEvents } from './event-schema-customers.ts'
import { peopleEvents } from './event-schema-people.ts'
import type { AuthEventType } from '../model/event.ts'
import type { EventDescription, EventDescriptions } from './event-description.ts'
import { choice, count, text, textOrNull, whole } from './event-schema.ts'
import { scimTokenValues, webhookValues } from './event-schema-values.ts'

const loginId = text('l-8Zr2')

const loginEvents: EventDescriptions<'login'> = {
  'login.succeeded': {
    when: 'somebody signed in',
    target: 'user',
    data: { connectionId: text('acme'), loginId },
  },
  'login.failed': {
    when: 'somebody could not sign in',
    target: 'connection',
    isFailure: true,
    data: {
      connectionId: text('acme'),
      loginId: textOrNull('l-8Zr2'),
      incidentId: text('3f2a9c01b7de', 'on the page the person saw'),
    },
  },
}

const sessionEvents: EventDescriptions<'session'> = {
  'session.revoked': {
    when: 'sessions were ended that no other event ends',
    target: 'session',
    data: {
      scope: whole({
        kind: choice([
          'session',
          'user',
          'subject',
          'session-index',
          'sid',
          'connection',
          'organization',
          'domain',
          'password',
        ]),
        key: text('5c1f0e6a-8c0e-4c35-9c39-5a9a3f1a7a52'),
      }),
      cause: choice(['logout', 'admin', 'idp']),
    },
  },
}

const machineEvents: EventDescriptions<'scim' | 'webhook'> = {
  'scim.token_created': {
    when: 'a SCIM client may come in',
    target: 'connection',
    data: created(whole(scimTokenValues)),
  },
  'scim.token_revoked': { when: 'it may not any more', target: 'connection', data: removed(whole(scimTokenValues)) },

  'webhook.created': {
    when: 'an endpoint of one organization was made',
    target: 'webhook',
    data: created(whole(webhookValues)),
  },
  'webhook.updated': {
    when: 'it was changed',
    target: 'webhook',
    data: updated(webhookValues, { types: null }, { types: ['user.created'] }),
  },
  'webhook.secret_rotated': { when: 'it got a new secret', target: 'webhook', data: {} },
  'webhook.disabled': {
    when: 'nothing arrived for days, or it answered that it is gone',
    target: 'webhook',
    data: updated(webhookValues, { status: 'active' }, { status: 'disabled', disabledReason: 'gone' }),
  },
  'webhook.deleted': { when: 'it was removed', target: 'webhook', data: removed(whole(webhookValues)) },
  'webhook.delivery_failed': {
    when: 'an event was given up',
    target: 'webhook',
    isFailure: true,
    data: {
      eventId: text('5f0c7f0e-5a5e-4f8e-9d0c-6b1f0a2e3d4c'),
      eventType: text('user.created'),
      sequence: count(41),
      attempts: count(18),
      lastStatus: { type: ['integer', 'null'], examples: [503] },
    },
  },
}

/** Every type of event: of this the JSON Schema, the documentation and the tests are made. */
export const eventDescriptions: { readonly [T in AuthEventType]: EventDescription<T> } = {
  ...loginEvents,
  ...sessionEvents,
  ...customerEvents,
  ...peopleEvents,
  ...machineEvents,
}

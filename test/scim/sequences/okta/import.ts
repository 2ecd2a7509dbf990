import type { Json } from '@launchpad-sso/sdk-node'
import type { Step } from '../../support/sequence.ts'
import { listResponse, user } from '../urns.ts'

/** What Okta sends of a person it makes: with a password that nobody needs, and with groups that nobody is in. */
export const anaAtOkta: Readonly<Record<string, Json>> = {
  schemas: [user],
  userName: 'ana@acme.test',
  name: { givenName: 'Ana', familyName: 'Souza' },
  emails: [{ primary: true, value: 'ana@acme.test', type: 'work' }],
  displayName: 'Ana Souza',
  locale: 'en-US',
  externalId: '00ujl29u0le5T6Aj10h7',
  groups: [],
  password: '1mz050nq',
  active: true,
}

/** Both kinds of app begin alike: the test of the credentials, and a person who is looked for and then made. */
export const begin: readonly Step[] = [
  {
    proves: 'Test API Credentials: a list, its numbers numbers',
    section: 'Okta',
    send: 'GET /Users',
    query: { startIndex: '1', count: '2' },
    status: 200,
    answer: { schemas: [listResponse], totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] },
  },
  {
    proves: 'Test API Credentials of groups',
    section: 'Okta',
    send: 'GET /Groups',
    query: { startIndex: '1', count: '100' },
    status: 200,
    answer: { schemas: [listResponse], totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] },
  },
  {
    proves: 'looking for a person who is not there: an empty list',
    section: 'Okta',
    send: 'GET /Users',
    query: { filter: 'userName eq "ana@acme.test"', startIndex: '1', count: '100' },
    status: 200,
    answer: { totalResults: 0, Resources: [] },
  },
  {
    proves: 'a new person, answered whole, without the password',
    section: 'Okta',
    send: 'POST /Users',
    body: anaAtOkta,
    status: 201,
    answer: {
      schemas: [user],
      id: '<string>',
      userName: 'ana@acme.test',
      externalId: '00ujl29u0le5T6Aj10h7',
      active: true,
      name: { givenName: 'Ana', familyName: 'Souza' },
      emails: [{ primary: true, value: 'ana@acme.test', type: 'work' }],
      meta: { resourceType: 'User' },
      password: '<absent>',
    },
    keep: { ana: 'id', created: 'meta.created', location: 'meta.location' },
  },
  {
    proves: 'the same person again: 409',
    section: 'Okta',
    send: 'POST /Users',
    body: anaAtOkta,
    status: 409,
    answer: { status: '409', scimType: 'uniqueness' },
  },
  {
    proves: 'another person',
    section: 'Okta',
    send: 'POST /Users',
    body: {
      ...anaAtOkta,
      userName: 'bruno@acme.test',
      externalId: '00ub0oVGTNNbr',
      emails: [{ primary: true, value: 'bruno@acme.test', type: 'work' }],
    },
    status: 201,
    keep: { bruno: 'id' },
  },
  {
    proves: 'a page of an import',
    section: 'Okta',
    send: 'GET /Users',
    query: { startIndex: '1', count: '100' },
    status: 200,
    answer: {
      totalResults: 2,
      startIndex: 1,
      itemsPerPage: 2,
      Resources: { '<inOrder>': [{ id: '{{ana}}' }, { id: '{{bruno}}' }] },
    },
  },
]

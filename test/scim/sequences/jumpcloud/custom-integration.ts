import type { Json } from '@launchpad-sso/sdk-node'
import type { Sequence, Step } from '../../support/sequence.ts'
import { patchOf } from '../patch-of.ts'
import { enterprise, group, user } from '../urns.ts'

const section = 'JumpCloud'
const person = (userName: string, over: Readonly<Record<string, Json>> = {}): Json => ({
  schemas: [user, enterprise],
  userName,
  externalId: `65f0${userName.length}`,
  name: { familyName: 'Souza', givenName: 'Ana' },
  displayName: 'Ana Souza',
  emails: [{ value: userName, type: 'work', primary: true }],
  active: true,
  [enterprise]: { department: '', employeeNumber: '701984' },
  ...over,
})
const put = (proves: string, over: Readonly<Record<string, Json>>, answer: Json): Step => ({
  proves,
  section,
  send: 'PUT /Users/{{ana}}',
  body: person('ana@acme.test', { id: '{{ana}}', ...over }),
  status: 200,
  answer,
})
const patchGroup = (proves: string, ...operations: readonly Json[]): Step => ({
  proves,
  section,
  send: 'PATCH /Groups/{{sales}}',
  body: patchOf(...operations),
  status: [200, 204],
})

export const customIntegration: Sequence = {
  title: 'JumpCloud, custom SCIM integration',
  headers: { accept: 'application/json', 'content-type': 'application/scim+json', 'user-agent': 'JumpCloud-SCIM' },
  steps: [
    {
      proves: 'Test Connection: the test user is looked for',
      section,
      send: 'GET /Users',
      query: { filter: 'userName eq "test@acme.test"' },
      status: 200,
      answer: { totalResults: 0, Resources: [] },
    },
    {
      proves: 'Test Connection: the test user is made',
      section,
      send: 'POST /Users',
      body: person('test@acme.test'),
      status: 201,
      answer: { id: '<string>', active: true },
      keep: { test: 'id' },
    },
    {
      proves: 'Test Connection: the test user is read',
      section,
      send: 'GET /Users/{{test}}',
      status: 200,
      answer: { userName: 'test@acme.test' },
    },
    {
      proves: 'Test Connection: the test user is switched off',
      section,
      send: 'PATCH /Users/{{test}}',
      body: patchOf({ op: 'replace', value: { active: false } }),
      status: [200, 204],
    },
    {
      proves: 'Test Connection: a test group is made',
      section,
      send: 'POST /Groups',
      body: { schemas: [group], displayName: 'JumpCloud Test Group', members: [] },
      status: 201,
      keep: { testGroup: 'id' },
    },
    {
      proves: 'Test Connection: the test user is put into the test group',
      section,
      send: 'PATCH /Groups/{{testGroup}}',
      body: patchOf({ op: 'add', path: 'members', value: [{ value: '{{test}}' }] }),
      status: [200, 204],
    },
    {
      proves: 'Test Connection: the test group is removed',
      section,
      send: 'DELETE /Groups/{{testGroup}}',
      status: 204,
    },
    { proves: 'Test Connection: the test user is removed', section, send: 'DELETE /Users/{{test}}', status: 204 },
    {
      proves: 'a new person, with an empty text for what is not known',
      section,
      send: 'POST /Users',
      body: person('ana@acme.test'),
      status: 201,
      answer: { userName: 'ana@acme.test', [enterprise]: { employeeNumber: '701984' } },
      keep: { ana: 'id' },
    },
    put('a change by PUT', { displayName: 'Ana Maria Souza' }, { displayName: 'Ana Maria Souza', active: true }),
    {
      proves: 'a group is looked for',
      section,
      send: 'GET /Groups',
      query: { filter: 'displayName eq "Sales"' },
      status: 200,
      answer: { totalResults: 0, Resources: [] },
    },
    {
      proves: 'a new group, without members',
      section,
      send: 'POST /Groups',
      body: { schemas: [group], displayName: 'Sales', members: [] },
      status: 201,
      keep: { sales: 'id' },
    },
    patchGroup('a member is added by a list', { op: 'add', path: 'members', value: [{ value: '{{ana}}' }] }),
    patchGroup('a member is removed by a list', { op: 'remove', path: 'members', value: [{ value: '{{ana}}' }] }),
    {
      proves: 'nobody is in the group then',
      section,
      send: 'GET /Groups/{{sales}}',
      status: 200,
      answer: { members: '<absent>' },
    },
    {
      proves: 'a group is renamed by PUT, with its members',
      section,
      send: 'PUT /Groups/{{sales}}',
      body: { schemas: [group], id: '{{sales}}', displayName: 'Sales team', members: [{ value: '{{ana}}' }] },
      status: 200,
      answer: { displayName: 'Sales team', members: [{ value: '{{ana}}' }] },
    },
    put('suspended by PUT', { active: false }, { active: false }),
    {
      proves: 'whoever is suspended is found',
      section,
      send: 'GET /Users',
      query: { filter: 'userName eq "ana@acme.test"' },
      status: 200,
      answer: { totalResults: 1, Resources: [{ id: '{{ana}}', active: false }] },
    },
  ],
}

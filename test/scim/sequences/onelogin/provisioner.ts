import type { Json } from '@launchpad-sso/sdk-node'
import type { Sequence, Step } from '../../support/sequence.ts'
import { patchOf } from '../patch-of.ts'
import { enterprise, group, listResponse, user } from '../urns.ts'

const section = 'OneLogin'

/** OneLogin fills in a template: an id that is null, booleans as texts, a manager by a name of its own. */
const ana = (over: Readonly<Record<string, Json>> = {}): Json => ({
  [enterprise]: { department: 'Research', manager: { managerId: 'boss-1', displayName: 'Bruno Lima' } },
  active: 'true',
  emails: [{ value: 'ana@acme.test', type: 'work', primary: true }],
  meta: { resourceType: 'User' },
  name: { familyName: 'Souza', givenName: 'Ana', formatted: 'Ana Souza' },
  userName: 'ana@acme.test',
  id: null,
  schemas: [user, enterprise],
  ...over,
})
const patchGroup = (proves: string, ...operations: readonly Json[]): Step => ({
  proves,
  section,
  send: 'PATCH /Groups/{{sales}}',
  body: patchOf(...operations),
  status: [200, 204],
})

export const provisioner: Sequence = {
  title: 'OneLogin, SCIM provisioner v2',
  headers: { accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'OneLogin SCIM' },
  steps: [
    {
      proves: 'the connection is tried',
      section,
      send: 'GET /Users',
      query: { count: '1' },
      status: 200,
      answer: { schemas: [listResponse], totalResults: 0, Resources: [] },
    },
    {
      proves: 'a person is looked for',
      section,
      send: 'GET /Users',
      query: { filter: 'userName eq "ana@acme.test"' },
      status: 200,
      answer: { totalResults: 0, Resources: [] },
    },
    {
      proves: 'a new person: id null, active as a text, a manager with a managerId',
      section,
      send: 'POST /Users',
      body: ana(),
      status: 201,
      answer: {
        id: '<string>',
        userName: 'ana@acme.test',
        active: true,
        name: { givenName: 'Ana' },
        [enterprise]: { department: 'Research' },
      },
      keep: { ana: 'id' },
    },
    {
      proves: 'the person is found',
      section,
      send: 'GET /Users',
      query: { filter: 'userName eq "ana@acme.test"' },
      status: 200,
      answer: { totalResults: 1, Resources: [{ id: '{{ana}}' }] },
    },
    {
      proves: 'a change is the whole template by PUT',
      section,
      send: 'PUT /Users/{{ana}}',
      body: ana({ id: '{{ana}}', name: { familyName: 'Lima', givenName: 'Ana', formatted: 'Ana Lima' } }),
      status: 200,
      answer: { id: '{{ana}}', name: { familyName: 'Lima' }, active: true },
    },
    {
      proves: 'the groups are listed',
      section,
      send: 'GET /Groups',
      status: 200,
      answer: { totalResults: 0, Resources: [] },
    },
    {
      proves: 'a new group',
      section,
      send: 'POST /Groups',
      body: { schemas: [group], displayName: 'Sales' },
      status: 201,
      keep: { sales: 'id' },
    },
    patchGroup('a member is added', { op: 'add', path: 'members', value: [{ value: '{{ana}}' }] }),
    {
      proves: 'who is in the group',
      section,
      send: 'GET /Groups/{{sales}}',
      status: 200,
      answer: { members: [{ value: '{{ana}}' }] },
    },
    patchGroup('a member is removed', { op: 'remove', path: 'members[value eq "{{ana}}"]' }),
    {
      proves: 'nobody is in the group then',
      section,
      send: 'GET /Groups/{{sales}}',
      status: 200,
      answer: { members: '<absent>' },
    },
    {
      proves: 'a suspended person: active as a text, by PUT',
      section,
      send: 'PUT /Users/{{ana}}',
      body: ana({ id: '{{ana}}', active: 'false' }),
      status: 200,
      answer: { active: false },
    },
    { proves: 'a person is removed', section, send: 'DELETE /Users/{{ana}}', status: 204 },
  ],
}

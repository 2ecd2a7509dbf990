import type { Sequence } from '../../support/sequence.ts'
import { patchOf } from '../patch-of.ts'
import { enterprise, listResponse, user } from '../urns.ts'

const section = 'Google'

/** Users only: Google sends no groups. */
export const autoProvisioning: Sequence = {
  title: 'Google Workspace, auto-provisioning',
  headers: { accept: 'application/json', 'content-type': 'application/json', 'user-agent': 'Google-Auto-Provisioning' },
  steps: [
    {
      proves: 'the endpoint and the token are tried',
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
      query: { filter: 'userName eq "ana@acme.test"', startIndex: '1', count: '1' },
      status: 200,
      answer: { totalResults: 0, Resources: [] },
    },
    {
      proves: 'a new person',
      section,
      send: 'POST /Users',
      body: {
        schemas: [user, enterprise],
        userName: 'ana@acme.test',
        externalId: '108742131230871234',
        name: { familyName: 'Souza', givenName: 'Ana', formatted: 'Ana Souza' },
        displayName: 'Ana Souza',
        emails: [{ value: 'ana@acme.test', type: 'work', primary: true }],
        active: true,
        [enterprise]: { department: 'Research', manager: { value: '' } },
      },
      status: 201,
      answer: { id: '<string>', userName: 'ana@acme.test', externalId: '108742131230871234' },
      keep: { ana: 'id' },
    },
    { proves: 'the person is read', section, send: 'GET /Users/{{ana}}', status: 200, answer: { active: true } },
    {
      proves: 'a change, without a path',
      section,
      send: 'PATCH /Users/{{ana}}',
      body: patchOf({ op: 'replace', value: { displayName: 'Ana Maria Souza', name: { givenName: 'Ana Maria' } } }),
      status: 200,
      answer: { displayName: 'Ana Maria Souza', name: { givenName: 'Ana Maria', familyName: 'Souza' } },
    },
    {
      proves: 'another address, by a path',
      section,
      send: 'PATCH /Users/{{ana}}',
      body: patchOf(
        { op: 'replace', path: 'userName', value: 'ana.souza@acme.test' },
        { op: 'replace', path: 'emails', value: [{ value: 'ana.souza@acme.test', type: 'work', primary: true }] },
      ),
      status: 200,
      answer: { userName: 'ana.souza@acme.test', emails: [{ value: 'ana.souza@acme.test' }] },
    },
    {
      proves: 'suspended',
      section,
      send: 'PATCH /Users/{{ana}}',
      body: patchOf({ op: 'replace', path: 'active', value: false }),
      status: 200,
      answer: { active: false },
    },
    {
      proves: 'restored',
      section,
      send: 'PATCH /Users/{{ana}}',
      body: patchOf({ op: 'replace', path: 'active', value: true }),
      status: 200,
      answer: { active: true },
    },
    { proves: 'removed after the days of grace', section, send: 'DELETE /Users/{{ana}}', status: 204 },
    {
      proves: 'made again: the same id',
      section,
      send: 'POST /Users',
      body: { schemas: [user], userName: 'ana@acme.test', externalId: '108742131230871234', active: true },
      status: 201,
      answer: { id: '{{ana}}' },
    },
  ],
}

import type { Json } from '@launchpad-sso/sdk-node'
import type { Sequence, Step } from '../../support/sequence.ts'
import { patchOf } from '../patch-of.ts'
import { enterprise, group } from '../urns.ts'
import { headers } from './headers.ts'
import { anaAtOkta, begin } from './import.ts'

const { password: _, ...ana } = anaAtOkta

/** The whole object each time, with what we answered before. */
const put = (proves: string, over: Readonly<Record<string, Json>>, answer: Json): Step => ({
  proves,
  section: 'Okta',
  send: 'PUT /Users/{{ana}}',
  body: {
    ...ana,
    id: '{{ana}}',
    meta: { resourceType: 'User', created: '{{created}}', location: '{{location}}' },
    ...over,
  },
  status: 200,
  answer,
})
const putGroup = (proves: string, members: readonly Json[], displayName = 'Sales'): Step => ({
  proves,
  section: 'Okta',
  send: 'PUT /Groups/{{sales}}',
  body: { schemas: [group], id: '{{sales}}', displayName, members },
  status: 200,
  answer: {
    displayName,
    members: members.length === 0 ? '<absent>' : members.map((one) => ({ value: (one as { value: string }).value })),
  },
})

export const customApp: Sequence = {
  title: 'Okta, custom app: everything by PUT',
  headers,
  steps: [
    ...begin,
    {
      proves: 'a person is read before they are changed',
      section: 'Okta',
      send: 'GET /Users/{{ana}}',
      status: 200,
      answer: { userName: 'ana@acme.test', active: true },
    },
    put(
      'another name and address; id, meta and groups come back as they were answered (Q11)',
      {
        name: { givenName: 'Ana Maria', familyName: 'Souza' },
        emails: [{ primary: true, value: 'ana.souza@acme.test', type: 'work' }],
      },
      {
        id: '{{ana}}',
        name: { givenName: 'Ana Maria' },
        emails: [{ primary: true, value: 'ana.souza@acme.test', type: 'work' }],
        meta: { created: '{{created}}' },
      },
    ),
    put('a password is taken and not answered (Q11)', { password: 'n3wpassw0rd' }, { password: '<absent>' }),
    {
      proves: 'somebody else adds what Okta knows nothing of',
      section: 'RFC 7644 3.5.2',
      send: 'PATCH /Users/{{ana}}',
      headers: { 'user-agent': 'curl/8.5.0' },
      body: patchOf({ op: 'add', path: `${enterprise}:employeeNumber`, value: '701984' }),
      status: [200, 204],
    },
    put('PUT leaves what Okta knows nothing of', {}, { [enterprise]: { employeeNumber: '701984' } }),
    {
      proves: 'a group, with its members',
      section: 'Okta',
      send: 'POST /Groups',
      body: { schemas: [group], displayName: 'Sales', members: [{ value: '{{ana}}', display: 'ana@acme.test' }] },
      status: 201,
      answer: { displayName: 'Sales', members: [{ value: '{{ana}}' }] },
      keep: { sales: 'id' },
    },
    put(
      'groups of a person are read-only: PUT does not take them out (Q11)',
      { groups: [] },
      { groups: [{ value: '{{sales}}' }] },
    ),
    putGroup('PUT adds members', [{ value: '{{ana}}' }, { value: '{{bruno}}', display: 'bruno@acme.test' }]),
    putGroup('PUT removes members', [{ value: '{{bruno}}' }]),
    putGroup('PUT renames', [{ value: '{{bruno}}' }], 'Sales and Service'),
    putGroup('PUT empties', []),
    {
      proves: 'PUT with members that are null empties (Q10)',
      section: 'Okta',
      send: 'PUT /Groups/{{sales}}',
      body: { schemas: [group], id: '{{sales}}', displayName: 'Sales', members: null },
      status: 200,
      answer: { displayName: 'Sales', members: '<absent>' },
    },
    put('switched off by PUT', { active: false }, { active: false, userName: 'ana@acme.test' }),
    {
      proves: 'whoever is switched off is found (Q12)',
      section: 'Okta',
      send: 'GET /Users',
      query: { filter: 'userName eq "ana@acme.test"', startIndex: '1', count: '100' },
      status: 200,
      answer: { totalResults: 1, Resources: [{ id: '{{ana}}', active: false }] },
    },
    put('switched on by PUT', { active: true }, { active: true }),
    { proves: 'a group is unlinked and removed', section: 'Okta', send: 'DELETE /Groups/{{sales}}', status: 204 },
  ],
}

import type { Json } from '@launchpad-sso/sdk-node'
import type { Sequence, Step } from '../../support/sequence.ts'
import { patchOf } from '../patch-of.ts'
import { group } from '../urns.ts'
import { headers } from './headers.ts'
import { anaAtOkta, begin } from './import.ts'

const patchUser = (proves: string, value: Json, answer: Json): Step => ({
  proves,
  section: 'Okta',
  send: 'PATCH /Users/{{ana}}',
  body: patchOf({ op: 'replace', value }),
  status: [200, 204],
  answer,
})
const patchGroup = (proves: string, ...operations: readonly Json[]): Step => ({
  proves,
  section: 'Okta',
  send: 'PATCH /Groups/{{sales}}',
  body: patchOf(...operations),
  status: [200, 204],
})
const inIt = (proves: string, displayName: string, ...members: readonly string[]): Step => ({
  proves,
  section: 'Okta',
  send: 'GET /Groups/{{sales}}',
  status: 200,
  answer: {
    displayName,
    members: members.length === 0 ? '<absent>' : members.map((name) => ({ value: `{{${name}}}` })),
  },
})
const rename = (displayName: string): Json => ({ op: 'replace', value: { id: '{{sales}}', displayName } })

export const catalogApp: Sequence = {
  title: 'Okta, catalog app: PATCH',
  headers,
  steps: [
    ...begin,
    {
      proves: 'a profile is changed by PUT',
      section: 'Okta',
      send: 'PUT /Users/{{ana}}',
      body: { ...anaAtOkta, id: '{{ana}}', name: { givenName: 'Ana Maria', familyName: 'Souza' } },
      status: 200,
      answer: { name: { givenName: 'Ana Maria' } },
    },
    patchUser('switched off, without a path (Q2)', { active: false }, { active: false }),
    {
      proves: 'whoever is switched off is read (Q12)',
      section: 'Okta',
      send: 'GET /Users/{{ana}}',
      status: 200,
      answer: { active: false },
    },
    patchUser('switched on, without a path (Q2)', { active: true }, { active: true }),
    patchUser('a new password is no mistake and goes nowhere', { password: '7elepath7' }, { password: '<absent>' }),
    {
      proves: 'a group is looked for',
      section: 'Okta',
      send: 'GET /Groups',
      query: { filter: 'displayName eq "Sales"', startIndex: '1', count: '100' },
      status: 200,
      answer: { totalResults: 0, Resources: [] },
    },
    {
      proves: 'a group is pushed, with its members',
      section: 'Okta',
      send: 'POST /Groups',
      body: { schemas: [group], displayName: 'Sales', members: [{ value: '{{ana}}', display: 'ana@acme.test' }] },
      status: 201,
      answer: { displayName: 'Sales', members: [{ value: '{{ana}}' }] },
      keep: { sales: 'id' },
    },
    patchGroup('a rename, with the id of the group (Q9)', rename('Sales team')),
    inIt('a rename leaves the members', 'Sales team', 'ana'),
    {
      proves: 'another id in a rename: 400 mutability (Q9)',
      section: 'Okta',
      send: 'PATCH /Groups/{{sales}}',
      body: patchOf({ op: 'replace', value: { id: 'another', displayName: 'Nobody' } }),
      status: 400,
      answer: { scimType: 'mutability' },
    },
    patchGroup(
      'a removal and an addition in one request',
      { op: 'remove', path: 'members[value eq "{{ana}}"]' },
      { op: 'add', path: 'members', value: [{ value: '{{bruno}}', display: 'bruno@acme.test' }] },
    ),
    inIt('who is in it then', 'Sales team', 'bruno'),
    patchGroup(
      'an addition beside a rename',
      { op: 'add', path: 'members', value: [{ value: '{{ana}}', display: 'ana@acme.test' }] },
      rename('Sales'),
    ),
    inIt('both, and the old name', 'Sales', 'ana', 'bruno'),
    patchGroup('Push now: all members replaced (Q10)', {
      op: 'replace',
      path: 'members',
      value: [{ value: '{{ana}}' }],
    }),
    inIt('the new members alone', 'Sales', 'ana'),
    patchGroup('Push now of an empty group', { op: 'replace', path: 'members', value: [] }),
    inIt('nobody', 'Sales'),
    { proves: 'a group is unlinked and removed', section: 'Okta', send: 'DELETE /Groups/{{sales}}', status: 204 },
    {
      proves: 'Okta removes nobody: a deactivated person made again is a conflict',
      section: 'Okta',
      send: 'POST /Users',
      body: anaAtOkta,
      status: 409,
    },
  ],
}

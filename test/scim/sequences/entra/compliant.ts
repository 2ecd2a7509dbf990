import type { Json } from '@launchpad-sso/sdk-node'
import type { Sequence, Step } from '../../support/sequence.ts'
import { patchOf } from '../patch-of.ts'
import { enterprise, group, user } from '../urns.ts'
import { createAna } from './create-ana.ts'
import { headers } from './headers.ts'
import { probe } from './probe.ts'

const patchUser = (proves: string, operations: readonly Json[], answer: Json): Step => ({
  proves,
  section: 'Entra',
  send: 'PATCH /Users/{{ana}}',
  body: patchOf(...operations),
  status: 200,
  answer,
})
const patchGroup = (proves: string, ...operations: readonly Json[]): Step => ({
  proves,
  section: 'Entra',
  send: 'PATCH /Groups/{{sales}}',
  body: patchOf(...operations),
  status: 204,
})
const inIt = (proves: string, ...members: readonly Json[]): Step => ({
  proves,
  section: 'Entra',
  send: 'GET /Groups/{{sales}}',
  status: 200,
  answer: { members: members.length === 0 ? '<absent>' : members },
})

export const compliant: Sequence = {
  title: 'Entra ID with aadOptscim062020',
  headers,
  space: '+',
  // The tenant URL ends with it, so it is part of every request.
  query: { aadOptscim062020: '' },
  steps: [
    ...probe,
    ...createAna,
    patchUser(
      'several attributes in one operation: dotted names and names with a URN (Q3)',
      [
        {
          op: 'replace',
          value: {
            displayName: 'Ana Maria Souza',
            'name.givenName': 'Ana Maria',
            [`${enterprise}:department`]: 'Research',
            [`${enterprise}:employeeNumber`]: '701984',
          },
        },
      ],
      {
        displayName: 'Ana Maria Souza',
        name: { givenName: 'Ana Maria', familyName: 'Souza' },
        [enterprise]: { department: 'Research', employeeNumber: '701984' },
      },
    ),
    patchUser(
      'a part of a value beside names without a path',
      [
        { op: 'replace', path: 'emails[type eq "work"].value', value: 'ana.souza@acme.test' },
        { op: 'replace', value: { title: 'Engineer', nickName: 'Anita' } },
      ],
      { title: 'Engineer', nickName: 'Anita', emails: [{ type: 'work', value: 'ana.souza@acme.test' }] },
    ),
    patchUser(
      'a value path that finds nothing: the value is made (Q4)',
      [{ op: 'add', path: 'phoneNumbers[type eq "mobile"].value', value: '+55 81 5550 0100' }],
      { phoneNumbers: [{ type: 'mobile', value: '+55 81 5550 0100' }] },
    ),
    patchUser('manager, with its value', [{ op: 'add', path: `${enterprise}:manager.value`, value: 'boss-1' }], {
      [enterprise]: { manager: { value: 'boss-1' } },
    }),
    patchUser('remove of a part', [{ op: 'remove', path: 'name.givenName' }], { name: { givenName: '<absent>' } }),
    patchUser('switched off, with a boolean (Q2)', [{ op: 'replace', path: 'active', value: false }], {
      active: false,
    }),
    patchUser('switched on again, with a boolean', [{ op: 'replace', path: 'active', value: true }], { active: true }),
    {
      proves: 'a group without members',
      section: 'Entra',
      send: 'POST /Groups',
      body: { schemas: [group], externalId: 'object-sales', displayName: 'Sales' },
      status: 201,
      keep: { sales: 'id' },
    },
    {
      proves: 'another user',
      section: 'Entra',
      send: 'POST /Users',
      body: { schemas: [user], externalId: 'object-bruno', userName: 'bruno@acme.test', active: true },
      status: 201,
      keep: { bruno: 'id' },
    },
    patchGroup('add of two members', {
      op: 'add',
      path: 'members',
      value: [{ value: '{{ana}}' }, { value: '{{bruno}}' }],
    }),
    inIt('both', { value: '{{ana}}' }, { value: '{{bruno}}' }),
    patchGroup('remove of a member by a value path (Q8)', { op: 'remove', path: 'members[value eq "{{ana}}"]' }),
    inIt('who is left', { value: '{{bruno}}' }),
    patchGroup(
      'several removals in one request (Q8)',
      { op: 'remove', path: 'members[value eq "{{ana}}"]' },
      { op: 'remove', path: 'members[value eq "{{bruno}}"]' },
    ),
    inIt('nobody'),
    patchGroup('a new name', { op: 'replace', path: 'displayName', value: 'Sales and Service' }),
    { proves: 'a group is removed', section: 'Entra', send: 'DELETE /Groups/{{sales}}', status: 204 },
    { proves: 'a user is removed', section: 'Entra', send: 'DELETE /Users/{{ana}}', status: 204 },
  ],
}

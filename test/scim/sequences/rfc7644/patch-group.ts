import type { Json } from '@launchpad-sso/sdk-node'
import type { Sequence, Step } from '../../support/sequence.ts'
import { patchOf } from '../patch-of.ts'
import { error, group, user } from '../urns.ts'
import { headers } from './headers.ts'

const people: readonly Step[] = ['ana', 'bruno', 'eva'].map((name) => ({
  proves: `${name} is added`,
  section: 'RFC 7644 3.3',
  send: 'POST /Users',
  body: { schemas: [user], userName: `${name}@acme.test`, displayName: name },
  status: 201,
  keep: { [name]: 'id' },
}))
const member = (name: string): { readonly value: string } => ({ value: `{{${name}}}` })

/** The operations, and who is in the group afterwards: two rows. */
const leaves = (proves: string, section: string, operations: readonly Json[], ...names: readonly string[]): Step[] => [
  {
    proves,
    section: `RFC 7644 ${section}`,
    send: 'PATCH /Groups/{{guides}}',
    body: patchOf(...operations),
    status: [200, 204],
  },
  {
    proves: `${proves}: who is in it then`,
    section: `RFC 7644 ${section}`,
    send: 'GET /Groups/{{guides}}',
    status: 200,
    answer: { members: names.length === 0 ? '<absent>' : names.map(member) },
  },
]

export const patchGroup: Sequence = {
  title: 'RFC 7644: groups',
  headers,
  steps: [
    ...people,
    {
      proves: 'a group without members',
      section: 'RFC 7644 3.3',
      send: 'POST /Groups',
      body: { schemas: [group], displayName: 'Tour Guides', externalId: 'guides' },
      status: 201,
      answer: { displayName: 'Tour Guides', members: '<absent>', meta: { resourceType: 'Group' } },
      keep: { guides: 'id' },
    },
    ...leaves(
      'add of a member',
      '3.5.2.1',
      [
        {
          op: 'add',
          path: 'members',
          value: [{ display: 'Ana Souza', $ref: '{{base}}/Users/{{ana}}', ...member('ana') }],
        },
      ],
      'ana',
    ),
    ...leaves(
      'add of a member who is in it',
      '3.5.2.1',
      [{ op: 'add', path: 'members', value: [member('ana')] }],
      'ana',
    ),
    ...leaves(
      'add of members without a path',
      '3.5.2.1',
      [{ op: 'add', value: { members: [member('bruno')] } }],
      'ana',
      'bruno',
    ),
    ...leaves('remove of one member', '3.5.2.2', [{ op: 'remove', path: 'members[value eq "{{ana}}"]' }], 'bruno'),
    ...leaves(
      'remove of one who is no member',
      '3.5.2.2',
      [{ op: 'remove', path: 'members[value eq "{{eva}}"]' }],
      'bruno',
    ),
    ...leaves(
      'remove and add at once',
      '3.5.2.2',
      [
        { op: 'remove', path: 'members[value eq "{{bruno}}"]' },
        { op: 'add', path: 'members', value: [member('ana')] },
      ],
      'ana',
    ),
    ...leaves(
      'replace of all members',
      '3.5.2.3',
      [{ op: 'replace', path: 'members', value: [member('bruno'), member('eva')] }],
      'bruno',
      'eva',
    ),
    ...leaves('remove of all members', '3.5.2.2', [{ op: 'remove', path: 'members' }]),
    {
      proves: 'members are answered with where they are and what they are',
      section: 'RFC 7643 4.2',
      send: 'PUT /Groups/{{guides}}',
      body: { schemas: [group], displayName: 'Tour Guides', members: [member('ana')] },
      status: 200,
      answer: { members: [{ value: '{{ana}}', $ref: '{{base}}/Users/{{ana}}', type: 'User' }] },
    },
    {
      proves: 'PUT replaces the members',
      section: 'RFC 7644 3.5.1',
      send: 'PUT /Groups/{{guides}}',
      body: { schemas: [group], displayName: 'Guides', members: [member('bruno')] },
      status: 200,
      answer: { displayName: 'Guides', members: [member('bruno')] },
    },
    {
      proves: 'a name that another group has is a conflict: 409 uniqueness',
      section: 'RFC 7644 3.3',
      send: 'POST /Groups',
      body: { schemas: [group], displayName: 'Guides' },
      status: 409,
      answer: { scimType: 'uniqueness' },
    },
    {
      proves: 'a group without a name is refused: 400 invalidValue',
      section: 'RFC 7643 4.2',
      send: 'POST /Groups',
      body: { schemas: [group], members: [member('ana')] },
      status: 400,
      answer: { scimType: 'invalidValue' },
    },
    {
      proves: 'a member that nobody is, is refused: 400 invalidValue',
      section: 'RFC 7644 3.12',
      send: 'PATCH /Groups/{{guides}}',
      body: patchOf({
        op: 'add',
        path: 'members',
        value: [member('ana'), { value: '2819c223-7f76-453a-919d-413861904646' }],
      }),
      status: 400,
      answer: { schemas: [error], scimType: 'invalidValue' },
    },
    {
      proves: 'a group as a member is refused: 400 invalidValue',
      section: 'RFC 7643 4.2',
      send: 'PATCH /Groups/{{guides}}',
      body: patchOf({ op: 'add', path: 'members', value: [{ value: '{{guides}}', type: 'Group' }] }),
      status: 400,
      answer: { scimType: 'invalidValue' },
    },
    {
      proves: 'what was refused has added nobody',
      section: 'RFC 7644 3.5.2',
      send: 'GET /Groups/{{guides}}',
      status: 200,
      answer: { members: [member('bruno')] },
    },
    {
      proves: 'whoever is removed is in no group',
      section: 'RFC 7644 3.6',
      send: 'DELETE /Users/{{bruno}}',
      status: 204,
    },
    {
      proves: 'and the group is there without them',
      section: 'RFC 7644 3.6',
      send: 'GET /Groups/{{guides}}',
      status: 200,
      answer: { displayName: 'Guides', members: '<absent>' },
    },
    { proves: 'a group is removed', section: 'RFC 7644 3.6', send: 'DELETE /Groups/{{guides}}', status: 204 },
    { proves: 'a removed group is 404', section: 'RFC 7644 3.6', send: 'GET /Groups/{{guides}}', status: 404 },
  ],
}

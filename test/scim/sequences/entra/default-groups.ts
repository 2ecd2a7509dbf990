import type { Json } from '@launchpad-sso/sdk-node'
import type { Sequence, Step } from '../../support/sequence.ts'
import { patchOf } from '../patch-of.ts'
import { group, user } from '../urns.ts'
import { headers } from './headers.ts'

const people: readonly Step[] = ['ana', 'bruno'].map((name) => ({
  proves: `${name} is added`,
  section: 'Entra',
  send: 'POST /Users',
  body: {
    schemas: [user],
    externalId: `object-${name}`,
    userName: `${name}@acme.test`,
    active: true,
    emails: [],
    roles: [],
  },
  status: 201,
  keep: { [name]: 'id' },
}))
const ana = { value: '{{ana}}' }
const bruno = { value: '{{bruno}}' }

/** Entra ID wants 204, and looks with another request. */
const patch = (proves: string, ...operations: readonly Json[]): Step => ({
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

export const defaultGroups: Sequence = {
  title: 'Entra ID, default dialect: groups',
  headers,
  space: '+',
  steps: [
    ...people,
    {
      proves: 'a new group has no members',
      section: 'Entra',
      send: 'POST /Groups',
      body: {
        schemas: [group, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
        externalId: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159',
        displayName: 'Sales',
        meta: { resourceType: 'Group' },
      },
      status: 201,
      answer: { id: '<string>', displayName: 'Sales', externalId: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159' },
      keep: { sales: 'id' },
    },
    {
      proves: 'a group by name, without its members',
      section: 'Entra',
      send: 'GET /Groups',
      query: { excludedAttributes: 'members', filter: 'displayName eq "Sales"' },
      status: 200,
      answer: { totalResults: 1, Resources: [{ id: '{{sales}}', members: '<absent>' }] },
    },
    {
      proves: 'a group by name in another case',
      section: 'Entra',
      send: 'GET /Groups',
      query: { excludedAttributes: 'members', filter: 'displayName eq "SALES"' },
      status: 200,
      answer: { totalResults: 1 },
    },
    {
      proves: 'a group by id, without its members (Q16)',
      section: 'Entra',
      send: 'GET /Groups/{{sales}}',
      query: { excludedAttributes: 'members' },
      status: 200,
      answer: { displayName: 'Sales', members: '<absent>' },
    },
    {
      proves: 'a group whose name is taken: 409',
      section: 'Entra',
      send: 'POST /Groups',
      body: { schemas: [group], externalId: 'other', displayName: 'Sales' },
      status: 409,
      answer: { scimType: 'uniqueness' },
    },
    patch('Add of a member whose $ref is null (Q7)', { op: 'Add', path: 'members', value: [{ $ref: null, ...ana }] }),
    inIt('who was added', ana),
    patch('Add of the same member again', { op: 'Add', path: 'members', value: [{ $ref: null, ...ana }] }),
    inIt('who was added twice is in it once', ana),
    patch('Add of a single object (Q7)', { op: 'Add', path: 'members', value: bruno }),
    inIt('both', ana, bruno),
    {
      proves: 'whether somebody is in a group',
      section: 'Entra',
      send: 'GET /Groups',
      query: { filter: 'id eq "{{sales}}" and members eq "{{bruno}}"', attributes: 'id' },
      status: 200,
      answer: { totalResults: 1, Resources: [{ id: '{{sales}}' }] },
    },
    patch('Remove of a member by a list (Q8)', { op: 'Remove', path: 'members', value: [{ $ref: null, ...ana }] }),
    inIt('who is left', bruno),
    patch('Remove of a member who is not in it', { op: 'Remove', path: 'members', value: [ana] }),
    patch('Add of a text (Q7)', { op: 'Add', path: 'members', value: '{{ana}}' }),
    inIt('both again', ana, bruno),
    patch(
      'Add and Remove in one request',
      { op: 'Remove', path: 'members', value: [ana] },
      { op: 'Remove', path: 'members', value: [bruno] },
      { op: 'Add', path: 'members', value: [ana] },
    ),
    inIt('what came last holds', ana),
    patch('a new name', { op: 'Replace', path: 'displayName', value: 'Sales and Service' }),
    inIt('a new name leaves the members', ana),
    {
      proves: 'whoever is switched off stays in the group',
      section: 'Entra',
      send: 'PATCH /Users/{{ana}}',
      body: patchOf({ op: 'Replace', path: 'active', value: 'False' }),
      status: 200,
    },
    inIt('whoever is switched off is in it still', ana),
    patch('Remove of all members (Q8)', { op: 'Remove', path: 'members' }),
    inIt('nobody is left'),
    { proves: 'a group is removed', section: 'Entra', send: 'DELETE /Groups/{{sales}}', status: 204 },
    { proves: 'a group is removed twice: 404', section: 'Entra', send: 'DELETE /Groups/{{sales}}', status: 404 },
  ],
}

import type { Json } from '@launchpad-sso/sdk-node'
import type { Sequence, Step } from '../../support/sequence.ts'
import { patchOf } from '../patch-of.ts'
import { enterprise } from '../urns.ts'
import { createAna } from './create-ana.ts'
import { headers } from './headers.ts'
import { probe } from './probe.ts'

/** Entra ID wants the user back. */
const patch = (proves: string, operations: readonly Json[], answer: Json): Step => ({
  proves,
  section: 'Entra',
  send: 'PATCH /Users/{{ana}}',
  body: patchOf(...operations),
  status: 200,
  answer,
})

export const defaultUsers: Sequence = {
  title: 'Entra ID, default dialect: users',
  headers,
  space: '+',
  steps: [
    ...probe,
    ...createAna,
    patch(
      'several attributes, one operation for each',
      [
        { op: 'Replace', path: 'displayName', value: 'Ana Maria Souza' },
        { op: 'Replace', path: 'name.givenName', value: 'Ana Maria' },
        { op: 'Replace', path: 'emails[type eq "work"].value', value: 'ana.souza@acme.test' },
        { op: 'Add', path: `${enterprise}:department`, value: 'Research' },
      ],
      {
        displayName: 'Ana Maria Souza',
        name: { givenName: 'Ana Maria', familyName: 'Souza' },
        emails: [{ primary: true, type: 'work', value: 'ana.souza@acme.test' }],
        [enterprise]: { department: 'Research' },
      },
    ),
    patch(
      'Add of a value that a value path names, where there is none: it is made (Q4)',
      [
        { op: 'Add', path: 'emails[type eq "home"].value', value: 'ana@example.test' },
        { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+55 81 5550 0100' },
      ],
      {
        emails: { '<includes>': [{ type: 'home', value: 'ana@example.test' }] },
        phoneNumbers: [{ type: 'mobile', value: '+55 81 5550 0100' }],
      },
    ),
    patch(
      'Replace of a value that a value path names, where there is none: it is made (Q4)',
      [{ op: 'Replace', path: 'phoneNumbers[type eq "work"].value', value: '+55 81 5550 0101' }],
      { phoneNumbers: { '<includes>': [{ type: 'work', value: '+55 81 5550 0101' }] } },
    ),
    patch(
      'several parts of one value that is not there yet: one value is made',
      [
        { op: 'Add', path: 'addresses[type eq "work"].streetAddress', value: 'Rua da Aurora 1' },
        { op: 'Add', path: 'addresses[type eq "work"].locality', value: 'Recife' },
        { op: 'Add', path: 'addresses[type eq "work"].postalCode', value: '50050' },
        { op: 'Add', path: 'addresses[type eq "work"].formatted', value: 'Rua da Aurora 1, Recife' },
      ],
      { addresses: [{ type: 'work', streetAddress: 'Rua da Aurora 1', locality: 'Recife', postalCode: '50050' }] },
    ),
    patch(
      'a boolean as text in a value path: several operations make one value (Q5)',
      [
        { op: 'Add', path: 'roles[primary eq "True"].display', value: 'Buyer' },
        { op: 'Add', path: 'roles[primary eq "True"].value', value: 'buyer' },
        { op: 'Add', path: 'roles[primary eq "True"].type', value: 'WindowsAzureActiveDirectoryRole' },
      ],
      { roles: [{ primary: true, value: 'buyer', display: 'Buyer' }] },
    ),
    patch(
      'a boolean as text in a value path finds the value that is there (Q5)',
      [{ op: 'Replace', path: 'roles[primary eq "True"].value', value: 'seller' }],
      { roles: [{ primary: true, value: 'seller', display: 'Buyer' }] },
    ),
    patch('manager as a text (Q6)', [{ op: 'Add', path: `${enterprise}:manager`, value: 'boss-1' }], {
      [enterprise]: { manager: { value: 'boss-1' } },
    }),
    patch('manager as an object (Q6)', [{ op: 'Replace', path: `${enterprise}:manager`, value: { value: 'boss-2' } }], {
      [enterprise]: { manager: { value: 'boss-2' } },
    }),
    {
      proves: 'whether a user has that manager (Q13)',
      section: 'Entra',
      send: 'GET /Users',
      query: { filter: `id eq "{{ana}}" and ${enterprise}:manager eq "boss-2"`, attributes: 'id' },
      status: 200,
      answer: { totalResults: 1, Resources: [{ id: '{{ana}}' }] },
    },
    patch('manager as an empty text is none (Q6)', [{ op: 'Replace', path: `${enterprise}:manager`, value: '' }], {
      [enterprise]: { manager: '<absent>', department: 'Research' },
    }),
    patch(
      'Remove of the value that a value path names: no empty one is left',
      [{ op: 'Remove', path: 'emails[type eq "home"].value' }],
      { emails: [{ type: 'work', value: 'ana.souza@acme.test' }] },
    ),
    patch('Remove of an attribute', [{ op: 'Remove', path: `${enterprise}:department` }], { [enterprise]: '<absent>' }),
    patch('Remove of an attribute that is not there', [{ op: 'Remove', path: 'title' }], { title: '<absent>' }),
    patch('switched off, with a text (Q1)', [{ op: 'Replace', path: 'active', value: 'False' }], { active: false }),
    {
      proves: 'whoever is switched off is there still, by id (Q12)',
      section: 'Entra',
      send: 'GET /Users/{{ana}}',
      status: 200,
      answer: { active: false, userName: 'ana@acme.test', displayName: 'Ana Maria Souza' },
    },
    {
      proves: 'whoever is switched off is there still, by query (Q12)',
      section: 'Entra',
      send: 'GET /Users',
      query: { filter: 'userName eq "ana@acme.test"' },
      status: 200,
      answer: { totalResults: 1, Resources: [{ id: '{{ana}}', active: false }] },
    },
    patch('switched on again, with a text (Q1)', [{ op: 'Replace', path: 'active', value: 'True' }], { active: true }),
    patch('Add of active, with a text (Q1)', [{ op: 'Add', path: 'active', value: 'False' }], { active: false }),
    {
      proves: 'removed at last',
      section: 'Entra',
      send: 'DELETE /Users/{{ana}}',
      status: 204,
    },
    { proves: 'removed twice: 404', section: 'Entra', send: 'DELETE /Users/{{ana}}', status: 404 },
    { proves: 'whoever was removed: 404', section: 'Entra', send: 'GET /Users/{{ana}}', status: 404 },
    {
      proves: 'made again with the same externalId: the same id',
      section: 'Entra',
      send: 'POST /Users',
      body: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        externalId: '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef',
        userName: 'ana@acme.test',
        active: true,
      },
      status: 201,
      answer: { id: '{{ana}}', active: true },
    },
  ],
}

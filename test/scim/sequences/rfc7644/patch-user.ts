import type { Json } from '@launchpad-sso/sdk-node'
import type { Sequence, Step } from '../../support/sequence.ts'
import { patchOf } from '../patch-of.ts'
import { enterprise, error, user } from '../urns.ts'
import { headers } from './headers.ts'

const work = {
  type: 'work',
  streetAddress: '911 Universal City Plaza',
  locality: 'Recife',
  region: 'PE',
  country: 'BR',
}

/** The operations, and the user afterwards. */
const becomes = (proves: string, section: string, operations: readonly Json[], answer: Json): Step => ({
  proves,
  section: `RFC 7644 ${section}`,
  send: 'PATCH /Users/{{ana}}',
  query: { attributes: 'userName,nickName,title,displayName,name,emails,addresses,phoneNumbers,active' },
  body: patchOf(...operations),
  status: 200,
  answer,
})

const refuses = (proves: string, operation: Json, scimType: string): Step => ({
  proves,
  section: 'RFC 7644 3.5.2',
  send: 'PATCH /Users/{{ana}}',
  body: patchOf({ op: 'replace', path: 'nickName', value: 'Nobody' }, operation),
  status: 400,
  answer: { schemas: [error], status: '400', scimType },
})

export const patchUser: Sequence = {
  title: 'RFC 7644: PATCH of a user',
  headers,
  steps: [
    {
      proves: 'a user to change',
      section: 'RFC 7644 3.3',
      send: 'POST /Users',
      body: {
        schemas: [user],
        userName: 'ana@acme.test',
        name: { givenName: 'Ana', familyName: 'Souza' },
        emails: [{ type: 'work', value: 'ana@acme.test', primary: true }],
        addresses: [
          { ...work, type: 'work' },
          { type: 'home', locality: 'Olinda', region: 'PE' },
        ],
      },
      status: 201,
      keep: { ana: 'id' },
    },
    becomes(
      'add without a path: values are added to lists, single ones are set',
      '3.5.2.1',
      [{ op: 'add', value: { emails: [{ value: 'ana@example.test', type: 'home' }], nickName: 'Anita' } }],
      {
        nickName: 'Anita',
        emails: [
          { type: 'work', value: 'ana@acme.test' },
          { type: 'home', value: 'ana@example.test' },
        ],
      },
    ),
    becomes(
      'add of a value that is there already changes nothing',
      '3.5.2.1',
      [{ op: 'add', path: 'emails', value: [{ value: 'ana@example.test', type: 'home' }] }],
      { emails: [{ type: 'work' }, { type: 'home' }] },
    ),
    becomes(
      'add to a complex attribute adds its parts',
      '3.5.2.1',
      [{ op: 'add', path: 'name', value: { middleName: 'Maria' } }],
      { name: { givenName: 'Ana', middleName: 'Maria', familyName: 'Souza' } },
    ),
    becomes('add of a single value replaces it', '3.5.2.1', [{ op: 'add', path: 'nickName', value: 'Aninha' }], {
      nickName: 'Aninha',
    }),
    becomes(
      'a new primary value takes primary from the one before',
      '3.5.2',
      [{ op: 'add', path: 'emails', value: [{ type: 'other', value: 'souza@acme.test', primary: true }] }],
      {
        emails: {
          '<includes>': [{ type: 'other', value: 'souza@acme.test', primary: true }],
        },
      },
    ),
    {
      proves: 'then exactly one value is primary',
      section: 'RFC 7644 3.5.2',
      send: 'GET /Users',
      query: { filter: 'emails[type eq "work" and primary eq true]' },
      status: 200,
      answer: { totalResults: 0 },
    },
    becomes(
      'remove with a value path takes what it finds',
      '3.5.2.2',
      [{ op: 'remove', path: 'emails[type eq "other" and value ew "acme.test"]' }],
      { emails: [{ type: 'work' }, { type: 'home' }] },
    ),
    becomes(
      'remove of a part of what a value path finds',
      '3.5.2.2',
      [{ op: 'remove', path: 'addresses[type eq "home"].locality' }],
      {
        addresses: [{ ...work }, { type: 'home', locality: '<absent>', region: 'PE' }],
      },
    ),
    becomes('remove of a part of a complex attribute', '3.5.2.2', [{ op: 'remove', path: 'name.middleName' }], {
      name: { givenName: 'Ana', familyName: 'Souza', middleName: '<absent>' },
    }),
    becomes('remove of an attribute', '3.5.2.2', [{ op: 'remove', path: 'nickName' }], { nickName: '<absent>' }),
    becomes('remove of all values of a list', '3.5.2.2', [{ op: 'remove', path: 'emails' }], { emails: '<absent>' }),
    becomes(
      'replace of what a value path finds, whole',
      '3.5.2.3',
      [
        {
          op: 'replace',
          path: 'addresses[type eq "work"]',
          value: {
            type: 'work',
            streetAddress: 'Rua da Aurora 1',
            locality: 'Recife',
            postalCode: '50050',
            primary: true,
          },
        },
      ],
      {
        addresses: {
          '<includes>': [{ type: 'work', streetAddress: 'Rua da Aurora 1', postalCode: '50050', primary: true }],
        },
      },
    ),
    becomes(
      'replace of one part of what a value path finds',
      '3.5.2.3',
      [{ op: 'replace', path: 'addresses[type eq "work"].streetAddress', value: 'Rua da Aurora 2' }],
      { addresses: { '<includes>': [{ type: 'work', streetAddress: 'Rua da Aurora 2', locality: 'Recife' }] } },
    ),
    becomes(
      'replace without a path: lists are replaced, single values are set',
      '3.5.2.3',
      [
        {
          op: 'replace',
          value: {
            emails: [
              { value: 'ana@acme.test', type: 'work', primary: true },
              { value: 'ana@example.test', type: 'home' },
            ],
            nickName: 'Ana',
          },
        },
      ],
      { nickName: 'Ana', emails: [{ type: 'work', primary: true }, { type: 'home' }] },
    ),
    becomes('replace of what is not there is add', '3.5.2.3', [{ op: 'replace', path: 'title', value: 'Engineer' }], {
      title: 'Engineer',
    }),
    becomes(
      'replace of a part of all values of a list',
      '3.5.2.3',
      [{ op: 'replace', path: 'emails[value ew ".test"].display', value: 'Ana' }],
      {
        emails: [
          { type: 'work', display: 'Ana' },
          { type: 'home', display: 'Ana' },
        ],
      },
    ),
    becomes(
      'several operations, one after the other',
      '3.5.2',
      [
        { op: 'remove', path: 'phoneNumbers' },
        { op: 'add', path: 'phoneNumbers', value: [{ type: 'work', value: '+55 81 5550 0100' }] },
        { op: 'replace', path: 'phoneNumbers[type eq "work"].value', value: '+55 81 5550 0101' },
      ],
      { phoneNumbers: [{ type: 'work', value: '+55 81 5550 0101' }] },
    ),
    becomes(
      'paths named with their URN',
      '3.5.2',
      [{ op: 'replace', path: `${user}:name.givenName`, value: 'Ana Maria' }],
      { name: { givenName: 'Ana Maria', familyName: 'Souza' } },
    ),
    {
      proves: 'an attribute of an extension brings the schema of the extension',
      section: 'RFC 7644 3.5.2',
      send: 'PATCH /Users/{{ana}}',
      body: patchOf({ op: 'add', path: `${enterprise}:employeeNumber`, value: '701984' }),
      status: [200, 204],
    },
    {
      proves: 'and is answered in its own place',
      section: 'RFC 7643 3.3',
      send: 'GET /Users/{{ana}}',
      status: 200,
      answer: { schemas: [user, enterprise], [enterprise]: { employeeNumber: '701984' } },
    },
    {
      proves: 'the last attribute of an extension takes the schema with it',
      section: 'RFC 7643 3.3',
      send: 'PATCH /Users/{{ana}}',
      query: { attributes: enterprise },
      body: patchOf({ op: 'remove', path: `${enterprise}:employeeNumber` }),
      status: [200, 204],
      answer: { schemas: [user], [enterprise]: '<absent>' },
    },
    refuses('remove without a path: 400 noTarget', { op: 'remove' }, 'noTarget'),
    refuses(
      'a value path that finds nothing: 400 noTarget',
      { op: 'replace', path: 'emails[value ew "nobody.test"].display', value: 'x' },
      'noTarget',
    ),
    refuses('id is read-only: 400 mutability', { op: 'replace', path: 'id', value: 'other' }, 'mutability'),
    refuses(
      'meta is read-only: 400 mutability',
      { op: 'replace', path: 'meta.created', value: '2011-05-13T04:42:34Z' },
      'mutability',
    ),
    refuses(
      'groups is read-only: 400 mutability',
      { op: 'add', path: 'groups', value: [{ value: 'x' }] },
      'mutability',
    ),
    refuses(
      'a path that is none: 400 invalidPath',
      { op: 'replace', path: 'emails[type eq', value: 'x' },
      'invalidPath',
    ),
    refuses('an operation there is not: 400 invalidSyntax', { op: 'move', path: 'title', value: 'x' }, 'invalidSyntax'),
    refuses('a value of another type: 400 invalidValue', { op: 'replace', path: 'name', value: 'Ana' }, 'invalidValue'),
    refuses('a required attribute is not removed: 400', { op: 'remove', path: 'userName' }, '<string>'),
    refuses('an unknown attribute: 400', { op: 'replace', path: 'favouriteColour', value: 'blue' }, '<string>'),
    {
      proves: 'a PATCH that was refused has changed nothing, not even by its first operation',
      section: 'RFC 7644 3.5.2',
      send: 'GET /Users/{{ana}}',
      status: 200,
      answer: { userName: 'ana@acme.test', nickName: 'Ana', title: 'Engineer' },
    },
    {
      proves: 'a body without operations is refused: 400 invalidSyntax',
      section: 'RFC 7644 3.5.2',
      send: 'PATCH /Users/{{ana}}',
      body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'] },
      status: 400,
      answer: { scimType: 'invalidSyntax' },
    },
  ],
}

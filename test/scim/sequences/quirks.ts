import type { Sequence, Step } from '../support/sequence.ts'
import { patchOf } from './patch-of.ts'
import { error, listResponse, user } from './urns.ts'

const section = 'clients in the field'

const looks = (proves: string, send: string, headers: Readonly<Record<string, string | null>> = {}): Step => ({
  proves,
  section,
  send,
  headers,
  status: 200,
})
const refuses = (proves: string, value: Readonly<Record<string, string>>): Step => ({
  proves,
  section,
  send: 'PATCH /Users/{{ana}}',
  text: JSON.stringify(patchOf({ op: 'replace', value: 'V' })).replace('"V"', value['json'] ?? JSON.stringify(value)),
  status: 400,
  answer: { schemas: [error], status: '400' },
})

/** What no single vendor does, and many do: Q3 and Q13 to Q18. */
export const quirks: Sequence = {
  title: 'Clients in the field',
  headers: { accept: '*/*', 'content-type': 'application/scim+json' },
  steps: [
    {
      proves: 'a body sent as application/json with a charset (Q17)',
      section,
      send: 'POST /Users',
      headers: { 'content-type': 'application/json; charset=UTF-8' },
      body: { schemas: [user], userName: 'ana@acme.test', displayName: 'Ana' },
      status: 201,
      keep: { ana: 'id' },
    },
    {
      proves: 'a body sent without a type (Q17)',
      section,
      send: 'POST /Users',
      headers: { 'content-type': null },
      body: { schemas: [user], userName: 'bruno@acme.test' },
      status: 201,
    },
    {
      proves: 'an extension that nobody knows is left out',
      section,
      send: 'POST /Users',
      body: {
        schemas: [user, 'urn:example:params:scim:x'],
        userName: 'ivo@acme.test',
        'urn:example:params:scim:x': { a: 'b' },
      },
      status: 201,
      answer: { schemas: [user], userName: 'ivo@acme.test', 'urn:example:params:scim:x': '<absent>' },
    },
    {
      proves: 'a body without schemas',
      section,
      send: 'POST /Users',
      body: { userName: 'eva@acme.test' },
      status: [201, 400],
    },
    looks('Accept: application/json (Q17)', 'GET /Users', { accept: 'application/json' }),
    looks('Accept: text/html (Q17)', 'GET /Users', { accept: 'text/html' }),
    looks('no Accept (Q17)', 'GET /Users', { accept: null }),
    looks('a slash at the end of the path (Q17)', 'GET /Users/'),
    looks('a slash at the end of a resource (Q17)', 'GET /Users/{{ana}}/'),
    {
      proves: 'a query parameter that nobody knows',
      section,
      send: 'GET /Users',
      query: { aadOptscim062020: '', foo: 'bar' },
      status: 200,
      answer: { schemas: [listResponse] },
    },
    {
      proves: 'names that nobody knows in a value without a path are left out, the others are taken (Q3)',
      section,
      send: 'PATCH /Users/{{ana}}',
      body: patchOf({
        op: 'replace',
        value: { displayName: 'Ana Souza', 'favourite.colour': 'blue', hobby: 'sailing' },
      }),
      status: 200,
      answer: { displayName: 'Ana Souza', hobby: '<absent>' },
    },
    refuses('__proto__ in a value is refused (Q3)', { json: '{"__proto__":{"active":false}}' }),
    refuses('constructor.x in a value is refused (Q3)', { 'constructor.x': 'y' }),
    refuses('toString.x in a value is refused (Q3)', { 'toString.x': 'y' }),
    {
      proves: 'two conditions on the same person (Q13)',
      section,
      send: 'GET /Users',
      query: { filter: 'id eq "{{ana}}" and userName eq "ana@acme.test"' },
      status: 200,
      answer: { totalResults: 1 },
    },
    {
      proves: 'changed since (Q13)',
      section,
      send: 'GET /Users',
      query: { filter: 'meta.lastModified ge "2011-05-13T04:42:34Z"' },
      status: 200,
      answer: { Resources: '<list>' },
    },
    {
      proves: 'a filter that is none: 400 and no list (Q13)',
      section,
      send: 'GET /Users',
      query: { filter: 'userName' },
      status: 400,
      answer: { scimType: 'invalidFilter', Resources: '<absent>' },
    },
    {
      proves: 'a password in a filter is no way to guess it',
      section,
      send: 'GET /Users',
      query: { filter: 'password sw "a"' },
      status: [200, 400],
    },
  ],
}

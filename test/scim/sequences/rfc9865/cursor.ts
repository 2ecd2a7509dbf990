import type { Sequence, Step } from '../../support/sequence.ts'
import { headers } from '../rfc7644/headers.ts'
import { error, listResponse, searchRequest, user } from '../urns.ts'

const names = ['ana', 'bruno', 'eva', 'ivo', 'rui']
const people: readonly Step[] = names.map((name) => ({
  proves: `${name} is added`,
  section: 'RFC 7644 3.3',
  send: 'POST /Users',
  body: { schemas: [user], userName: `${name}@acme.test`, title: name === 'ivo' ? 'Director' : 'Engineer' },
  status: 201,
  keep: { [name]: 'id' },
}))
const inOrder = (...of: readonly string[]): { '<inOrder>': { id: string }[] } => ({
  '<inOrder>': of.map((name) => ({ id: `{{${name}}}` })),
})
const section = 'RFC 9865 2'

export const cursor: Sequence = {
  title: 'RFC 9865: pages by cursor',
  headers,
  steps: [
    ...people,
    {
      proves: 'an empty cursor begins: the first page, and where the next one is',
      section,
      send: 'GET /Users',
      query: { cursor: '', count: '2' },
      status: 200,
      answer: {
        schemas: [listResponse],
        totalResults: 5,
        itemsPerPage: 2,
        nextCursor: '<string>',
        Resources: inOrder('ana', 'bruno'),
      },
      keep: { second: 'nextCursor' },
    },
    {
      proves: 'the next page',
      section,
      send: 'GET /Users',
      query: { cursor: '{{second}}', count: '2' },
      status: 200,
      answer: { itemsPerPage: 2, nextCursor: '<string>', Resources: inOrder('eva', 'ivo') },
      keep: { third: 'nextCursor' },
    },
    {
      proves: 'the last page has no next one',
      section,
      send: 'GET /Users',
      query: { cursor: '{{third}}', count: '2' },
      status: 200,
      answer: { itemsPerPage: 1, nextCursor: '<absent>', Resources: inOrder('rui') },
    },
    {
      proves: 'a page can be asked for again',
      section,
      send: 'GET /Users',
      query: { cursor: '{{second}}', count: '2' },
      status: 200,
      answer: { Resources: inOrder('eva', 'ivo') },
    },
    {
      proves: 'whoever is removed in between is missed, and nobody else',
      section,
      send: 'DELETE /Users/{{bruno}}',
      status: 204,
    },
    {
      proves: 'the page after is the same as before',
      section,
      send: 'GET /Users',
      query: { cursor: '{{second}}', count: '2' },
      status: 200,
      answer: { Resources: inOrder('eva', 'ivo') },
    },
    {
      proves: 'pages by cursor of what a filter finds',
      section,
      send: 'GET /Users',
      query: { filter: 'title eq "Engineer"', cursor: '', count: '2' },
      status: 200,
      answer: { totalResults: 3, nextCursor: '<string>', Resources: inOrder('ana', 'eva') },
      keep: { filtered: 'nextCursor' },
    },
    {
      proves: 'the page after of what a filter finds',
      section,
      send: 'GET /Users',
      query: { filter: 'title eq "Engineer"', cursor: '{{filtered}}', count: '2' },
      status: 200,
      answer: { nextCursor: '<absent>', Resources: inOrder('rui') },
    },
    {
      proves: 'a cursor that is none: 400 invalidCursor',
      section: 'RFC 9865 2.1',
      send: 'GET /Users',
      query: { cursor: 'nowhere', count: '2' },
      status: 400,
      answer: { schemas: [error], scimType: 'invalidCursor' },
    },
    {
      proves: 'a cursor of another query: 400 invalidCursor',
      section: 'RFC 9865 2.1',
      send: 'GET /Users',
      query: { filter: 'title eq "Director"', cursor: '{{filtered}}', count: '2' },
      status: 400,
      answer: { scimType: 'invalidCursor' },
    },
    {
      proves: 'a search by POST with a cursor',
      section: 'RFC 9865 3',
      send: 'POST /Users/.search',
      body: { schemas: [searchRequest], attributes: ['userName'], cursor: '', count: 1 },
      status: 200,
      answer: { totalResults: 4, nextCursor: '<string>', Resources: inOrder('ana') },
      keep: { searched: 'nextCursor' },
    },
    {
      proves: 'the page after of a search by POST',
      section: 'RFC 9865 3',
      send: 'POST /Users/.search',
      body: { schemas: [searchRequest], attributes: ['userName'], cursor: '{{searched}}', count: 10 },
      status: 200,
      answer: { nextCursor: '<absent>', Resources: inOrder('eva', 'ivo', 'rui') },
    },
  ],
}

import type { Json } from '@launchpad-sso/sdk-node'
import type { Sequence, Step } from '../../support/sequence.ts'
import { error, group, listResponse, searchRequest, user } from '../urns.ts'
import { headers } from './headers.ts'

const names = ['ana', 'bruno', 'eva', 'ivo', 'rui'] as const
const displayNames = { ana: 'souza', bruno: 'Lima', eva: 'Costa', ivo: 'alves', rui: 'Braga' }

const people: readonly Step[] = names.map((name) => ({
  proves: `${name} is added`,
  section: 'RFC 7644 3.3',
  send: 'POST /Users',
  body: {
    schemas: [user],
    userName: `${name}@acme.test`,
    displayName: displayNames[name],
    emails: [{ value: `${name}@acme.test`, type: 'work', primary: true }],
    ...(name === 'eva' ? { title: 'Director' } : {}),
  },
  status: 201,
  keep: { [name]: 'id' },
}))

const inOrder = (...of: readonly (typeof names)[number][]): Json => ({
  '<inOrder>': of.map((name) => ({ id: `{{${name}}}` })),
})

const list = (proves: string, section: string, query: Readonly<Record<string, string>>, answer: Json): Step => ({
  proves,
  section,
  send: 'GET /Users',
  query,
  status: 200,
  answer,
})
const page = (proves: string, query: Readonly<Record<string, string>>, answer: Json): Step =>
  list(proves, 'RFC 7644 3.4.2.4', query, answer)
const sorted = (proves: string, query: Readonly<Record<string, string>>, answer: Json): Step =>
  list(proves, 'RFC 7644 3.4.2.3', query, answer)
const shown = (proves: string, query: Readonly<Record<string, string>>, answer: Json): Step => ({
  proves,
  section: 'RFC 7644 3.9',
  send: 'GET /Users/{{ana}}',
  query,
  status: 200,
  answer,
})

export const pages: Sequence = {
  title: 'RFC 7644: pages, order, selection, search',
  headers,
  steps: [
    ...people,
    {
      proves: 'a group with members',
      section: 'RFC 7644 3.3',
      send: 'POST /Groups',
      body: {
        schemas: [group],
        displayName: 'Lima and friends',
        members: [{ value: '{{bruno}}' }, { value: '{{eva}}' }],
      },
      status: 201,
      answer: { members: [{ value: '{{bruno}}' }, { value: '{{eva}}' }] },
      keep: { friends: 'id' },
    },
    page(
      'all of them, in the order of their coming',
      {},
      {
        schemas: [listResponse],
        totalResults: 5,
        itemsPerPage: 5,
        startIndex: 1,
        Resources: inOrder(...names),
      },
    ),
    page(
      'a page from the first',
      { startIndex: '1', count: '2' },
      {
        totalResults: 5,
        itemsPerPage: 2,
        startIndex: 1,
        Resources: inOrder('ana', 'bruno'),
      },
    ),
    page(
      'the page after',
      { startIndex: '3', count: '2' },
      {
        totalResults: 5,
        itemsPerPage: 2,
        startIndex: 3,
        Resources: inOrder('eva', 'ivo'),
      },
    ),
    page(
      'the last page is shorter',
      { startIndex: '5', count: '2' },
      {
        totalResults: 5,
        itemsPerPage: 1,
        startIndex: 5,
        Resources: inOrder('rui'),
      },
    ),
    page(
      'behind the end there is nothing, and the total stays',
      { startIndex: '6', count: '2' },
      {
        totalResults: 5,
        Resources: [],
      },
    ),
    page('startIndex below 1 is 1', { startIndex: '0', count: '1' }, { startIndex: 1, Resources: inOrder('ana') }),
    page('count 0 is the total alone', { count: '0' }, { totalResults: 5, Resources: [] }),
    page('a negative count is 0', { count: '-1' }, { totalResults: 5, Resources: [] }),
    page(
      'a count beyond the limit is no mistake',
      { count: '100000' },
      { totalResults: 5, Resources: inOrder(...names) },
    ),
    page(
      'pages of what a filter finds, with its own total',
      { filter: 'displayName sw "b" or displayName sw "c" or displayName sw "l"', startIndex: '2', count: '1' },
      {
        totalResults: 3,
        itemsPerPage: 1,
        startIndex: 2,
        Resources: inOrder('eva'),
      },
    ),
    sorted(
      'sortBy, upwards, whatever the case',
      { sortBy: 'displayName' },
      {
        Resources: inOrder('ivo', 'rui', 'eva', 'bruno', 'ana'),
      },
    ),
    sorted(
      'sortOrder descending',
      { sortBy: 'displayName', sortOrder: 'descending' },
      {
        Resources: inOrder('ana', 'bruno', 'eva', 'rui', 'ivo'),
      },
    ),
    sorted(
      'whoever has no value comes last',
      { sortBy: 'title' },
      {
        totalResults: 5,
        Resources: {
          '<inOrder>': [
            { id: '{{eva}}' },
            { id: '<string>' },
            { id: '<string>' },
            { id: '<string>' },
            { id: '<string>' },
          ],
        },
      },
    ),
    sorted(
      'a list is sorted by its primary value',
      { sortBy: 'emails.value', sortOrder: 'descending', count: '2' },
      {
        totalResults: 5,
        Resources: inOrder('rui', 'ivo'),
      },
    ),
    shown(
      'attributes: these, id and schemas',
      { attributes: 'userName' },
      {
        schemas: [user],
        id: '{{ana}}',
        userName: 'ana@acme.test',
        displayName: '<absent>',
        emails: '<absent>',
      },
    ),
    shown(
      'attributes: a part of a complex one',
      { attributes: 'emails.value' },
      {
        id: '{{ana}}',
        userName: '<absent>',
        emails: [{ value: 'ana@acme.test', type: '<absent>' }],
      },
    ),
    shown(
      'attributes: named with their URN, whatever the case',
      { attributes: `${user}:USERNAME` },
      {
        userName: 'ana@acme.test',
        emails: '<absent>',
      },
    ),
    shown(
      'excludedAttributes: all but these',
      { excludedAttributes: 'emails,displayName' },
      {
        userName: 'ana@acme.test',
        emails: '<absent>',
        displayName: '<absent>',
      },
    ),
    shown('id is always there', { excludedAttributes: 'id,userName' }, { id: '{{ana}}', userName: '<absent>' }),
    list(
      'attributes of a list',
      'RFC 7644 3.9',
      { attributes: 'userName', count: '1' },
      {
        Resources: [{ id: '{{ana}}', userName: 'ana@acme.test', emails: '<absent>', displayName: '<absent>' }],
      },
    ),
    {
      proves: 'members left out of a group',
      section: 'RFC 7644 3.9',
      send: 'GET /Groups/{{friends}}',
      query: { excludedAttributes: 'members' },
      status: 200,
      answer: { displayName: 'Lima and friends', members: '<absent>' },
    },
    {
      proves: 'a search by POST below an endpoint',
      section: 'RFC 7644 3.4.3',
      send: 'POST /Users/.search',
      body: {
        schemas: [searchRequest],
        attributes: ['displayName', 'userName'],
        filter: 'displayName sw "so"',
        startIndex: 1,
        count: 10,
      },
      status: 200,
      answer: {
        schemas: [listResponse],
        totalResults: 1,
        Resources: [{ id: '{{ana}}', displayName: 'souza', userName: 'ana@acme.test', emails: '<absent>' }],
      },
    },
    {
      proves: 'a search by POST at the root finds users and groups',
      section: 'RFC 7644 3.4.3',
      send: 'POST /.search',
      body: {
        schemas: [searchRequest],
        attributes: ['displayName', 'userName'],
        filter: 'displayName sw "lima"',
        startIndex: 1,
        count: 10,
      },
      status: 200,
      answer: {
        schemas: [listResponse],
        totalResults: 2,
        Resources: [
          { id: '{{bruno}}', userName: 'bruno@acme.test' },
          { id: '{{friends}}', displayName: 'Lima and friends', members: '<absent>' },
        ],
      },
    },
    {
      proves: 'a search by POST: order, excluded attributes',
      section: 'RFC 7644 3.4.3',
      send: 'POST /Users/.search',
      body: {
        schemas: [searchRequest],
        excludedAttributes: ['emails'],
        sortBy: 'displayName',
        sortOrder: 'descending',
        count: 2,
      },
      status: 200,
      answer: {
        totalResults: 5,
        Resources: {
          '<inOrder>': [
            { id: '{{ana}}', emails: '<absent>' },
            { id: '{{bruno}}', emails: '<absent>' },
          ],
        },
      },
    },
    {
      proves: 'a search whose filter is none is refused: 400 invalidFilter',
      section: 'RFC 7644 3.4.3',
      send: 'POST /Users/.search',
      body: { schemas: [searchRequest], filter: 'displayName is "x"' },
      status: 400,
      answer: { schemas: [error], scimType: 'invalidFilter' },
    },
    {
      proves: 'groups by the name of a member',
      section: 'RFC 7644 3.4.2.2',
      send: 'GET /Groups',
      query: { filter: 'members.value eq "{{eva}}"' },
      status: 200,
      answer: { totalResults: 1, Resources: [{ id: '{{friends}}' }] },
    },
    {
      proves: 'a user is answered with the groups they are in',
      section: 'RFC 7643 4.1.2',
      send: 'GET /Users/{{eva}}',
      status: 200,
      answer: { groups: [{ value: '{{friends}}', display: 'Lima and friends' }] },
    },
  ],
}

import type { Json } from '@launchpad-sso/sdk-node'
import type { Sequence } from '../../support/sequence.ts'
import { patchOf } from '../patch-of.ts'
import { bulkRequest, bulkResponse, enterprise, error, group, user } from '../urns.ts'
import { headers } from './headers.ts'

const bulk = (operations: readonly Json[], over: Readonly<Record<string, Json>> = {}): Json => ({
  schemas: [bulkRequest],
  ...over,
  Operations: operations,
})
const post = (bulkId: string, data: Readonly<Record<string, Json>>): Json => ({
  method: 'POST',
  path: '/Users',
  bulkId,
  data: { schemas: [user], ...data },
})
const refused = (status: string): Json => ({ status, response: { schemas: [error], status } })

export const bulkSequence: Sequence = {
  title: 'RFC 7644: Bulk',
  headers,
  steps: [
    {
      proves: 'operations are answered in their order, each with its status, location and version',
      section: 'RFC 7644 3.7',
      send: 'POST /Bulk',
      body: bulk([post('ana', { userName: 'ana@acme.test' }), post('bruno', { userName: 'bruno@acme.test' })], {
        failOnErrors: 1,
      }),
      status: 200,
      answer: {
        schemas: [bulkResponse],
        Operations: {
          '<inOrder>': ['ana', 'bruno'].map((bulkId) => ({
            bulkId,
            method: 'POST',
            status: '201',
            location: '<string>',
            version: '<etag>',
          })),
        },
      },
    },
    {
      proves: 'the first of them is there',
      section: 'RFC 7644 3.7',
      send: 'GET /Users',
      query: { filter: 'userName eq "ana@acme.test"' },
      status: 200,
      answer: { totalResults: 1 },
      keep: { ana: 'Resources.0.id' },
    },
    {
      proves: 'the second of them is there',
      section: 'RFC 7644 3.7',
      send: 'GET /Users',
      query: { filter: 'userName eq "bruno@acme.test"' },
      status: 200,
      answer: { totalResults: 1 },
      keep: { bruno: 'Resources.0.id' },
    },
    {
      proves: 'POST, PUT, PATCH and DELETE in one request',
      section: 'RFC 7644 3.7.3',
      send: 'POST /Bulk',
      body: bulk([
        post('eva', { userName: 'eva@acme.test' }),
        {
          method: 'PUT',
          path: '/Users/{{ana}}',
          data: { schemas: [user], userName: 'ana@acme.test', displayName: 'Ana' },
        },
        { method: 'PATCH', path: '/Users/{{ana}}', data: patchOf({ op: 'add', path: 'nickName', value: 'Anita' }) },
        { method: 'DELETE', path: '/Users/{{bruno}}' },
      ]),
      status: 200,
      answer: {
        Operations: {
          '<inOrder>': [
            { method: 'POST', bulkId: 'eva', status: '201' },
            { method: 'PUT', status: '200', location: '{{base}}/Users/{{ana}}' },
            { method: 'PATCH', status: '<string>', location: '{{base}}/Users/{{ana}}' },
            { method: 'DELETE', status: '204', location: '{{base}}/Users/{{bruno}}' },
          ],
        },
      },
    },
    {
      proves: 'what PUT and PATCH of one request made of a user',
      section: 'RFC 7644 3.7.3',
      send: 'GET /Users/{{ana}}',
      status: 200,
      answer: { displayName: 'Ana', nickName: 'Anita' },
      keep: { version: 'meta.version' },
    },
    {
      proves: 'a reference to what another operation makes',
      section: 'RFC 7644 3.7.2',
      send: 'POST /Bulk',
      body: bulk([
        post('ivo', { userName: 'ivo@acme.test' }),
        {
          method: 'POST',
          path: '/Groups',
          bulkId: 'guides',
          data: { schemas: [group], displayName: 'Tour Guides', members: [{ type: 'User', value: 'bulkId:ivo' }] },
        },
      ]),
      status: 200,
      answer: {
        Operations: {
          '<inOrder>': [
            { bulkId: 'ivo', status: '201' },
            { bulkId: 'guides', status: '201' },
          ],
        },
      },
    },
    {
      proves: 'the one who was made is the member',
      section: 'RFC 7644 3.7.2',
      send: 'GET /Users',
      query: { filter: 'userName eq "ivo@acme.test"' },
      status: 200,
      answer: { Resources: [{ groups: [{ display: 'Tour Guides' }] }] },
      keep: { ivo: 'Resources.0.id' },
    },
    {
      proves: 'a reference to what a later operation makes',
      section: 'RFC 7644 3.7.2',
      send: 'POST /Bulk',
      body: bulk([
        {
          method: 'POST',
          path: '/Groups',
          bulkId: 'walkers',
          data: { schemas: [group], displayName: 'Walkers', members: [{ value: 'bulkId:rui' }] },
        },
        post('rui', { userName: 'rui@acme.test' }),
      ]),
      status: 200,
      answer: {
        Operations: [
          { bulkId: 'walkers', status: '201' },
          { bulkId: 'rui', status: '201' },
        ],
      },
    },
    {
      proves: 'a reference in the path of an operation',
      section: 'RFC 7644 3.7.2',
      send: 'POST /Bulk',
      body: bulk([
        post('leo', { userName: 'leo@acme.test' }),
        {
          method: 'PATCH',
          path: '/Users/bulkId:leo',
          data: patchOf({ op: 'add', path: 'nickName', value: 'Leozinho' }),
        },
      ]),
      status: 200,
      answer: {
        Operations: [
          { bulkId: 'leo', status: '201' },
          { method: 'PATCH', status: '<string>' },
        ],
      },
    },
    {
      proves: 'references in a circle',
      section: 'RFC 7644 3.7.1',
      send: 'POST /Bulk',
      body: bulk([
        post('mia', {
          schemas: [user, enterprise],
          userName: 'mia@acme.test',
          [enterprise]: { manager: { value: 'bulkId:noa' } },
        }),
        post('noa', {
          schemas: [user, enterprise],
          userName: 'noa@acme.test',
          [enterprise]: { manager: { value: 'bulkId:mia' } },
        }),
      ]),
      status: 200,
      answer: {
        Operations: [
          { bulkId: 'mia', status: '201' },
          { bulkId: 'noa', status: '201' },
        ],
      },
    },
    {
      proves: 'one of the circle is there',
      section: 'RFC 7644 3.7.1',
      send: 'GET /Users',
      query: { filter: 'userName eq "noa@acme.test"' },
      status: 200,
      keep: { noa: 'Resources.0.id' },
    },
    {
      proves: 'the other of the circle leads to it',
      section: 'RFC 7644 3.7.1',
      send: 'GET /Users',
      query: { filter: 'userName eq "mia@acme.test"' },
      status: 200,
      answer: { Resources: [{ [enterprise]: { manager: { value: '{{noa}}' } } }] },
      keep: { mia: 'Resources.0.id' },
    },
    {
      proves: 'and it leads back',
      section: 'RFC 7644 3.7.1',
      send: 'GET /Users/{{noa}}',
      status: 200,
      answer: { [enterprise]: { manager: { value: '{{mia}}' } } },
    },
    {
      proves: 'one operation that fails does not stop the others',
      section: 'RFC 7644 3.7.3',
      send: 'POST /Bulk',
      body: bulk([post('twice', { userName: 'ANA@acme.test' }), post('zoe', { userName: 'zoe@acme.test' })]),
      status: 200,
      answer: {
        Operations: {
          '<inOrder>': [
            { bulkId: 'twice', ...(refused('409') as object) },
            { bulkId: 'zoe', status: '201' },
          ],
        },
      },
    },
    {
      proves: 'failOnErrors ends the request at that many failures',
      section: 'RFC 7644 3.7.3',
      send: 'POST /Bulk',
      body: bulk(
        [
          post('one', { userName: 'ana@acme.test' }),
          { method: 'DELETE', path: '/Users/nobody' },
          post('max', { userName: 'max@acme.test' }),
        ],
        { failOnErrors: 2 },
      ),
      status: 200,
      answer: { Operations: { '<inOrder>': [refused('409'), refused('404')] } },
    },
    {
      proves: 'what comes after was not done',
      section: 'RFC 7644 3.7.3',
      send: 'GET /Users',
      query: { filter: 'userName eq "max@acme.test"' },
      status: 200,
      answer: { totalResults: 0 },
    },
    {
      proves: 'an operation with an older version: 412',
      section: 'RFC 7644 3.7.3',
      send: 'POST /Bulk',
      body: bulk([
        {
          method: 'PUT',
          path: '/Users/{{ana}}',
          version: 'W/"older"',
          data: { schemas: [user], userName: 'ana@acme.test' },
        },
        {
          method: 'PATCH',
          path: '/Users/{{ana}}',
          version: '{{version}}',
          data: patchOf({ op: 'remove', path: 'nickName' }),
        },
      ]),
      status: 200,
      answer: { Operations: { '<inOrder>': [refused('412'), { status: '<string>', version: '<etag>' }] } },
    },
    {
      proves: 'a reference to nothing fails that operation alone',
      section: 'RFC 7644 3.7.2',
      send: 'POST /Bulk',
      body: bulk([
        {
          method: 'POST',
          path: '/Groups',
          bulkId: 'lost',
          data: { schemas: [group], displayName: 'Lost', members: [{ value: 'bulkId:nobody' }] },
        },
      ]),
      status: 200,
      answer: { Operations: [{ bulkId: 'lost', status: '<string>', response: { schemas: [error] } }] },
    },
    {
      proves: 'a method that is none fails that operation alone',
      section: 'RFC 7644 3.7',
      send: 'POST /Bulk',
      body: bulk([{ method: 'GET', path: '/Users/{{ana}}' }]),
      status: [200, 400],
    },
    {
      proves: 'a POST without bulkId is refused',
      section: 'RFC 7644 3.7',
      send: 'POST /Bulk',
      body: bulk([{ method: 'POST', path: '/Users', data: { schemas: [user], userName: 'pia@acme.test' } }]),
      status: [200, 400],
    },
    {
      proves: 'more operations than maxOperations: 413, and none is done',
      section: 'RFC 7644 3.7.4',
      send: 'POST /Bulk',
      body: bulk(Array.from({ length: 1001 }, (_, index) => ({ method: 'DELETE', path: `/Users/${index}` }))),
      status: 413,
      answer: { schemas: [error], status: '413', detail: '<string>' },
    },
  ],
}

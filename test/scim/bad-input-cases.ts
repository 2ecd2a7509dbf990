import type { Json } from '@launchpad-sso/sdk-node'
import { patchOf } from './sequences/patch-of.ts'
import { bulkRequest, enterprise, group, searchRequest, user } from './sequences/urns.ts'

/** A request that is refused. */
export interface BadInput {
  readonly title: string
  /** Method and path; `{{ana}}`, `{{sales}}` are there. */
  readonly send: string
  readonly body?: Json
  /** Sent as it is, in place of `body`. */
  readonly text?: string
  readonly status: number | readonly number[]
  readonly scimType?: string
}

const patch = (title: string, operation: Json, scimType?: string, at = '/Users/{{ana}}'): BadInput => ({
  title,
  send: `PATCH ${at}`,
  body: patchOf({ op: 'replace', path: 'displayName', value: 'Nobody' }, operation),
  status: 400,
  ...(scimType === undefined ? {} : { scimType }),
})
const create = (
  title: string,
  over: Readonly<Record<string, Json>>,
  status: number | readonly number[] = 400,
): BadInput => ({
  title,
  send: 'POST /Users',
  body: { schemas: [user], userName: 'bruno@acme.test', ...over },
  status,
})
const filter = (title: string, text: string, scimType = 'invalidFilter'): BadInput => ({
  title,
  send: `GET /Users?filter=${encodeURIComponent(text)}`,
  status: 400,
  scimType,
})
const raw = (title: string, send: string, text: string): BadInput => ({
  title,
  send,
  text,
  status: 400,
  scimType: 'invalidSyntax',
})

const nested = (depth: number): Json => {
  let value: Json = 'x'
  for (let index = 0; index < depth; index++) value = { name: value }
  return value
}
const many = (count: number, one: Json): readonly Json[] => Array.from({ length: count }, () => one)

const malformed: readonly BadInput[] = [
  raw('JSON that ends in the middle', 'POST /Users', '{"userName": "bruno@acme.test"'),
  raw('JSON with something behind it', 'POST /Users', '{"userName": "bruno@acme.test"} x'),
  raw('a list in place of a user', 'POST /Users', '[{"userName": "bruno@acme.test"}]'),
  raw('a text in place of a user', 'POST /Users', '"bruno@acme.test"'),
  raw('null in place of a user', 'POST /Users', 'null'),
  raw('a number in place of a user', 'PUT /Users/{{ana}}', '1'),
  raw('no body at all', 'POST /Users', ''),
  raw('bytes that are no UTF-8 text of JSON', 'POST /Users', '\u0000\u0001'),
  raw('JSON ten thousand lists deep', 'POST /Users', `${'['.repeat(10_000)}${']'.repeat(10_000)}`),
  raw('null in place of a patch', 'PATCH /Users/{{ana}}', 'null'),
  raw('a form in place of JSON', 'POST /Users', 'userName=bruno%40acme.test'),
]

const polluting: readonly BadInput[] = [
  {
    title: '__proto__ in a user',
    send: 'POST /Users',
    text: `{"schemas":["${user}"],"userName":"bruno@acme.test","__proto__":{"active":true}}`,
    status: 400,
  },
  {
    title: '__proto__ in a part of a user',
    send: 'POST /Users',
    text: `{"schemas":["${user}"],"userName":"bruno@acme.test","name":{"__proto__":{"familyName":"x"}}}`,
    status: 400,
  },
  create('constructor in a user', { constructor: { prototype: { active: true } } }),
  create('prototype in an extension', { [enterprise]: { prototype: { department: 'x' } } }),
  {
    title: '__proto__ in a PUT',
    send: 'PUT /Users/{{ana}}',
    text: `{"schemas":["${user}"],"userName":"ana@acme.test","__proto__":{"x":1}}`,
    status: 400,
  },
  {
    title: '__proto__ in a patch',
    send: 'PATCH /Users/{{ana}}',
    text: JSON.stringify(patchOf({ op: 'add', value: 1 })).replace('"value":1', '"value":{"__proto__":{"x":1}}'),
    status: 400,
  },
  {
    title: '__proto__ in the value of a path',
    send: 'PATCH /Users/{{ana}}',
    text: JSON.stringify(patchOf({ op: 'add', path: 'name', value: 1 })).replace(
      '"value":1',
      '"value":{"__proto__":{"familyName":"x"}}',
    ),
    status: 400,
  },
  patch('the path __proto__', { op: 'add', path: '__proto__', value: { x: 1 } }),
  patch('the path __proto__.polluted', { op: 'add', path: '__proto__.polluted', value: true }),
  patch('the path constructor.prototype', { op: 'add', path: 'constructor.prototype', value: { x: 1 } }),
  patch('the path toString.x', { op: 'add', path: 'toString.x', value: 'y' }),
  patch('the path name.__proto__', { op: 'add', path: 'name.__proto__', value: { x: 1 } }),
  patch('the path emails[type eq "work"].__proto__', {
    op: 'add',
    path: 'emails[type eq "work"].__proto__',
    value: { x: 1 },
  }),
  patch('removal of hasOwnProperty', { op: 'remove', path: 'hasOwnProperty' }),
  patch('a dotted name that leads to a prototype', { op: 'replace', value: { 'name.constructor.x': 'y' } }),
  filter('a filter by __proto__', '__proto__ pr'),
  filter('a filter by constructor.name', 'constructor.name eq "Object"'),
]

const wrongTypes: readonly BadInput[] = [
  create('a user name that is a number', { userName: 1 }),
  create('a user name that is null', { userName: null }),
  create('a user name that is empty', { userName: '' }),
  create('a user name that is a list', { userName: ['bruno@acme.test'] }),
  create('a name that is a text', { name: 'Bruno' }),
  create('a part of a name that is an object', { name: { familyName: {} } }),
  create('addresses that are a number', { emails: 1 }),
  create('an address that is a number', { emails: [{ value: 1 }] }),
  create('active that is a word', { active: 'perhaps' }),
  create('active that is a number', { active: 1 }),
  create('an external id that is an object', { externalId: { value: 'x' } }),
  create('an extension that is a text', { [enterprise]: 'x' }),
  create('schemas that are a text', { schemas: user }),
  create('the schema of another type', { schemas: [group] }),
  create('a user a thousand objects deep', { name: { givenName: nested(1000) } }),
  create('two primary addresses', {
    emails: [
      { value: 'bruno@acme.test', primary: true },
      { value: 'bruno@globex.test', primary: true },
    ],
  }),
  create('a user name of a hundred thousand letters', { userName: 'b'.repeat(100_000) }),
  create('a user name with a NUL', { userName: 'bru\u0000no@acme.test' }),
  create('a user name in another case', { userName: 'ANA@ACME.TEST' }, 409),
  create('an external id that is taken', { externalId: 'A-1' }, 409),
]

const patches: readonly BadInput[] = [
  {
    title: 'a patch of ten thousand operations',
    send: 'PATCH /Users/{{ana}}',
    body: patchOf(...many(10_000, { op: 'replace', path: 'title', value: 'x' })),
    status: [400, 413],
  },
  { title: 'a patch without operations', send: 'PATCH /Users/{{ana}}', body: patchOf(), status: 400 },
  {
    title: 'operations that are an object',
    send: 'PATCH /Users/{{ana}}',
    body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: { op: 'add' } },
    status: 400,
  },
  patch('an operation that is null', null),
  patch('an operation that is a text', 'replace'),
  patch('op that is a number', { op: 1, path: 'title', value: 'x' }),
  patch('no op', { path: 'title', value: 'x' }),
  patch('a path that is a number', { op: 'replace', path: 1, value: 'x' }),
  patch('a path that is null', { op: 'remove', path: null }),
  patch('an unknown path', { op: 'replace', path: 'favouriteColour', value: 'blue' }),
  patch('an unknown part', { op: 'replace', path: 'name.favouriteColour', value: 'blue' }),
  patch('an unknown URN', { op: 'replace', path: 'urn:nobody:knows:it:colour', value: 'blue' }),
  patch('an unknown attribute of an extension', { op: 'add', path: `${enterprise}:colour`, value: 'blue' }),
  patch('a path ten thousand brackets deep', { op: 'remove', path: `emails${'['.repeat(10_000)}` }, 'invalidPath'),
  patch('a path of a hundred thousand letters', { op: 'remove', path: 'a'.repeat(100_000) }),
  patch('a path with a filter that is none', { op: 'remove', path: 'emails[type like "work"]' }),
  patch('a path behind a single value', { op: 'replace', path: 'userName.value', value: 'x' }),
  patch('add without a value', { op: 'add', path: 'title' }),
  patch('replace without a path by a text', { op: 'replace', value: 'x' }),
  patch('replace of the user name by null', { op: 'replace', path: 'userName', value: null }),
  patch('removal of the user name', { op: 'remove', path: 'userName' }),
  patch('an object for active', { op: 'replace', path: 'active', value: {} }),
  {
    title: 'a user name that somebody else has, in another case',
    send: 'PATCH /Users/{{ana}}',
    body: patchOf(
      { op: 'replace', path: 'displayName', value: 'Nobody' },
      { op: 'replace', path: 'userName', value: 'EVA@acme.test' },
    ),
    status: 409,
    scimType: 'uniqueness',
  },
]

const groups: readonly BadInput[] = [
  {
    title: 'a group whose name is taken',
    send: 'POST /Groups',
    body: { schemas: [group], displayName: 'Sales' },
    status: 409,
  },
  patch(
    'an unknown member',
    { op: 'add', path: 'members', value: [{ value: 'nobody' }] },
    'invalidValue',
    '/Groups/{{sales}}',
  ),
  patch(
    'a member without a value',
    { op: 'add', path: 'members', value: [{ display: 'Ana' }] },
    undefined,
    '/Groups/{{sales}}',
  ),
  patch('a member that is a number', { op: 'add', path: 'members', value: [1] }, undefined, '/Groups/{{sales}}'),
  patch(
    'a group as a member',
    { op: 'add', path: 'members', value: [{ value: '{{sales}}' }] },
    'invalidValue',
    '/Groups/{{sales}}',
  ),
  {
    title: 'a group with a member that nobody is',
    send: 'POST /Groups',
    body: { schemas: [group], displayName: 'Lost', members: [{ value: '{{ana}}' }, { value: 'nobody' }] },
    status: 400,
  },
  { title: 'a group without a name', send: 'POST /Groups', body: { schemas: [group] }, status: 400 },
  {
    title: 'a group of more members than a request may name',
    send: 'POST /Groups',
    body: {
      schemas: [group],
      displayName: 'Many',
      members: Array.from({ length: 10_001 }, (_, index) => ({ value: `u${index}` })),
    },
    status: [400, 413],
  },
  {
    title: 'a PUT with a member that nobody is',
    send: 'PUT /Groups/{{sales}}',
    body: { schemas: [group], displayName: 'Sales 2', members: [{ value: 'nobody' }] },
    status: 400,
  },
]

const filters: readonly BadInput[] = [
  filter('parentheses a thousand deep', `${'('.repeat(1000)}userName pr${')'.repeat(1000)}`),
  filter('parentheses that only open', '('.repeat(2000)),
  filter('eleven parentheses', `${'('.repeat(11)}userName pr${')'.repeat(11)}`),
  filter('ten thousand conditions', Array.from({ length: 10_000 }, () => 'title pr').join(' or ')),
  filter('more conditions than are allowed', Array.from({ length: 201 }, () => 'id pr').join(' or ')),
  filter('not of not a hundred times', `${'not ('.repeat(100)}title pr${')'.repeat(100)}`),
  filter('a text that a backtracking expression would choke on', `userName eq "${'\\'.repeat(1999)}`),
  filter('spaces that a backtracking expression would choke on', `userName${' '.repeat(1900)}x`),
  filter('letters that a backtracking expression would choke on', `${'a.'.repeat(950)}!`),
  filter('a filter of three thousand letters', `userName eq "${'a'.repeat(3000)}"`),
  filter('brackets within brackets', 'emails[emails[type eq "work"]]'),
  filter('an unknown attribute', 'favouriteColour eq "blue"'),
  filter('a number for a text that can be none', 'meta.lastModified gt 1'),
  filter('a moment that is none', 'meta.lastModified gt "yesterday"'),
  filter('an object', 'userName eq {"a":1}'),
  filter('a filter with a NUL', 'userName\u0000 pr'),
]

const others: readonly BadInput[] = [
  { title: 'an endpoint that is not there', send: 'GET /Devices', status: 404 },
  { title: 'an id that leads out of the folder', send: 'GET /Users/..%2F..%2Fetc%2Fpasswd', status: 404 },
  { title: 'an id with a slash in it', send: 'GET /Users/a%2Fb', status: 404 },
  { title: 'an id that cannot be decoded', send: 'GET /Users/%E0%A4%A', status: [400, 404] },
  { title: 'an id of ten thousand letters', send: `GET /Users/${'a'.repeat(10_000)}`, status: 404 },
  { title: 'an id named __proto__', send: 'GET /Users/__proto__', status: 404 },
  { title: 'an endpoint named constructor', send: 'GET /constructor', status: 404 },
  { title: 'a count that is no number', send: 'GET /Users?count=many', status: 400 },
  { title: 'a startIndex that is no number', send: 'GET /Users?startIndex=first', status: 400 },
  { title: 'a sortOrder that is none', send: 'GET /Users?sortBy=userName&sortOrder=sideways', status: 400 },
  {
    title: 'attributes and excludedAttributes at once',
    send: 'GET /Users?attributes=userName&excludedAttributes=name',
    status: 400,
  },
  { title: 'a cursor that was made up', send: 'GET /Users?cursor=eyJhIjoxfQ', status: 400, scimType: 'invalidCursor' },
  { title: 'a search that is a list', send: 'POST /Users/.search', body: [], status: 400 },
  {
    title: 'a search whose filter is a number',
    send: 'POST /Users/.search',
    body: { schemas: [searchRequest], filter: 1 },
    status: 400,
  },
  { title: 'a Bulk that is a list', send: 'POST /Bulk', body: [], status: 400 },
  {
    title: 'a Bulk whose operations are a text',
    send: 'POST /Bulk',
    body: { schemas: [bulkRequest], Operations: 'x' },
    status: 400,
  },
  {
    title: 'a Bulk whose failOnErrors is a word',
    send: 'POST /Bulk',
    body: { schemas: [bulkRequest], failOnErrors: 'one', Operations: [{ method: 'DELETE', path: '/Users/{{ana}}' }] },
    status: 400,
  },
  {
    title: 'a Bulk of 1001 operations',
    send: 'POST /Bulk',
    body: { schemas: [bulkRequest], Operations: many(1001, { method: 'DELETE', path: '/Users/{{ana}}' }) },
    status: 413,
  },
]

/** Everything that has to be refused without a trace. */
export const badInputs: readonly BadInput[] = [
  ...malformed,
  ...polluting,
  ...wrongTypes,
  ...patches,
  ...groups,
  ...filters,
  ...others,
]

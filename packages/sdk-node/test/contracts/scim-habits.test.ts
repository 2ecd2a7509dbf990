import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { applyPatch } from '../../src/scim/apply-patch.ts'
import { normalizeOperations, normalizeResource } from '../../src/scim/normalize-request.ts'
import { parseMembers, toGroupDraft } from '../../src/scim/parse-group.ts'
import { toUserDraft } from '../../src/scim/parse-user.ts'
import type { ResourceSchema } from '../../src/scim/schema.ts'
import { createSchemas } from '../../src/scim/schemas.ts'
import { splitMembers } from '../../src/scim/split-members.ts'
import { thrown } from '../support/scim-language.ts'

interface Request {
  readonly method: 'POST' | 'PUT' | 'PATCH'
  readonly resource: 'User' | 'Group'
  readonly body: unknown
}

const folder = `${import.meta.dirname}/../fixtures/scim`
const habits = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('request.json'))
  .map((path) => path.replace(/[\\/]request\.json$/, ''))
  .toSorted()
const { user, group } = createSchemas([])

function read(habit: string, name: string): unknown {
  const path = `${folder}/${habit}/${name}.json`
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}

/** What becomes of it, in the order in which the endpoints ask. */
function answer({ method, resource, body }: Request, before: JsonObject): unknown {
  const schema = resource === 'User' ? user : group
  if (method === 'PATCH')
    return resource === 'User' ? patchUser(before, body, schema) : patchGroup(before, body, schema)
  const attributes = normalizeResource(body, schema)
  if (resource === 'User') return toUserDraft(attributes).attributes
  return { ...toGroupDraft(attributes).attributes, members: parseMembers(body) }
}

function patchUser(before: JsonObject, body: unknown, schema: ResourceSchema): JsonObject {
  return toUserDraft(applyPatch(before, normalizeOperations(body, schema), schema)).attributes
}

function patchGroup({ members, ...attributes }: JsonObject, body: unknown, schema: ResourceSchema): JsonObject {
  const { others, change } = splitMembers(normalizeOperations(body, schema))
  const stayed = (members as readonly string[]).filter((id) => !change.replaceAll && !change.remove.has(id))
  const after: readonly Json[] = [...new Set([...stayed, ...change.add])]
  return { ...toGroupDraft(applyPatch(attributes, others, schema)).attributes, members: after }
}

it('knows habits of the clients that matter', () => {
  const clients = new Set(habits.map((habit) => habit.split(/[\\/]/)[0]))
  expect([...clients]).toEqual(
    expect.arrayContaining(['entra', 'entra-aadoptscim062020', 'google', 'jumpcloud', 'okta', 'onelogin', 'rfc7644']),
  )
})

it.each(habits)('%s', (habit) => {
  const request = read(habit, 'request') as Request
  const before = (read(habit, 'before') ?? {}) as JsonObject
  const { id: _, ...after } = read(habit, 'after') as JsonObject
  const untouched = structuredClone(before)
  if ('error' in after) expect(thrown(() => answer(request, before)).code).toBe(after['error'])
  else expect(answer(request, before)).toEqual(after)
  expect(before).toEqual(untouched)
})

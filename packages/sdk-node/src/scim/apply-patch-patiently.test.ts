import { afterEach, expect, test, vi } from 'vitest'
import { applyPatch, applyPatchPatiently } from './apply-patch.ts'
import { normalizeOperations } from './normalize-request.ts'
import { createSchemas } from './schemas.ts'

afterEach(() => vi.restoreAllMocks())

const { user } = createSchemas([])
const resource = { id: 'u1', userName: 'ana', title: 'Buyer' }
const operations = normalizeOperations(
  {
    Operations: [
      { op: 'add', path: 'emails[type eq "work"].value', value: 'ana@acme.test' },
      { op: 'remove', path: 'title' },
      { op: 'replace', path: 'name.givenName', value: 'Ana' },
    ],
  },
  user,
)

test('leaves what the same operations leave in one go', async () => {
  expect(await applyPatchPatiently(resource, operations, user)).toEqual(applyPatch(resource, operations, user))
})
test('lets others have their turn as soon as it has taken long', async () => {
  let clock = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (clock += 6))
  const turns: string[] = []
  setImmediate(() => turns.push('other'))
  await applyPatchPatiently(resource, operations, user)
  expect(turns).toEqual(['other'])
})

import { expect, test } from 'vitest'
import { dropReferences, listReferences, replaceReferences } from './bulk-references.ts'
import { orderBulk } from './order-bulk.ts'
import type { BulkOperation } from './parse-bulk.ts'

function makes(bulkId: string | null, ...needs: readonly string[]): BulkOperation {
  const members = needs.map((need) => ({ value: `bulkId:${need}` }))
  return { method: 'POST', path: '/Groups', bulkId, version: null, data: { members } }
}

/** Indexes, and which part of an operation is run where it is not the whole. */
const orderOf = (operations: readonly BulkOperation[]) =>
  orderBulk(operations).map(({ index, kind }) => (kind === 'whole' ? String(index) : `${kind} ${index}`))

test('keeps the order where nothing refers to what comes later', () => {
  expect(orderOf([makes('a'), makes('b', 'a'), makes(null), makes('c', 'a', 'b')])).toEqual(['0', '1', '2', '3'])
})
test('puts one that refers to a later one right behind it', () => {
  expect(orderOf([makes('g', 'u'), makes('x'), makes('u'), makes('y')])).toEqual(['1', '2', '0', '3'])
})
test('follows a chain that was sent backwards', () => {
  const chain = Array.from({ length: 1000 }, (_, index) =>
    makes(`o${index}`, ...(index < 999 ? [`o${index + 1}`] : [])),
  )
  expect(orderBulk(chain).map(({ index }) => index)).toEqual([...chain.keys()].toReversed())
})
test('begins what waits for each other, completes it, and then changes it', () => {
  const change = { ...makes(null, 'a'), method: 'PATCH' }
  expect(orderOf([change, makes('a', 'b'), makes('b', 'a'), makes('c', 'a'), makes('d', 'd'), makes('e')])).toEqual([
    '5',
    'begin 1',
    '2',
    '3',
    'begin 4',
    'complete 1',
    'complete 4',
    '0',
  ])
})
test('does not wait for what nobody makes', () => {
  const patch: BulkOperation = { ...makes('a'), method: 'PATCH' }
  expect(orderOf([makes('g', 'nobody'), makes('h', 'a'), patch])).toEqual(['0', '1', '2'])
})
test('finds references in paths and in whole texts, however deep, and nowhere else', () => {
  const operation = {
    path: '/Groups/bulkId:g',
    data: { displayName: 'about bulkId:x', Operations: [{ value: [{ value: 'bulkId:u' }] }], manager: 'bulkId:m' },
  }
  expect(listReferences(operation)).toEqual(['g', 'u', 'm'])
  expect(replaceReferences(operation, (bulkId) => `id-of-${bulkId}`)).toEqual({
    path: '/Groups/id-of-g',
    data: { displayName: 'about bulkId:x', Operations: [{ value: [{ value: 'id-of-u' }] }], manager: 'id-of-m' },
  })
})
test('leaves out what refers to something unknown, with the value that it is in', () => {
  const data = {
    userName: 'ana',
    nickName: 'bulkId:x',
    manager: { value: 'bulkId:x', displayName: 'Bruno' },
    members: [{ value: 'bulkId:x' }, { value: 'bulkId:known' }, 'bulkId:x'],
    'urn:x': { department: 'Sales', manager: { value: 'bulkId:x' } },
  }
  expect(dropReferences(data, (bulkId) => bulkId === 'known')).toEqual({
    userName: 'ana',
    members: [{ value: 'bulkId:known' }],
    'urn:x': { department: 'Sales' },
  })
})

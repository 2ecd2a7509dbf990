import { expect, test } from 'vitest'
import { findParents } from './find-parents.ts'

test.each([
  ['mail.eu.acme.test', ['eu.acme.test', 'acme.test']],
  ['eu.acme.test', ['acme.test']],
  ['acme.test', []],
  ['test', []],
  ['', []],
])('finds above %j %j', (name, parents) => {
  expect([...findParents(name)]).toEqual(parents)
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sequences } from './sequences/all.ts'
import { readRequirements } from './support/read-requirements.ts'

const page = join(import.meta.dirname, '../../docs/scim-conformance.md')

test('the conformance table in the documentation names the requirements that are tested, and no others', () => {
  const tested = sequences.flatMap(({ title, steps }) =>
    steps.map(({ proves, section }) => ({ title, proves, section })),
  )
  expect(readRequirements(readFileSync(page, 'utf8'))).toEqual(tested)
})

test('no sequence names a requirement twice', () => {
  for (const { title, steps } of sequences) {
    const names = steps.map(({ proves, section }) => `${title}: ${proves} (${section})`)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  }
})

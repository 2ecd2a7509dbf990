import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { causes } from './support/causes/causes.ts'
import { measureCause } from './support/causes/measure-cause.ts'
import { startTwoInstances, type TwoInstances } from './support/instances/two-instances.ts'
import { createSchemas, type Schemas } from './support/schemas.ts'

/** How quickly is measured by `npm run bench -- revocation`. Here others may be using the machine. */
const patienceMs = 10_000
const runs = 3

let schemas: Schemas | undefined
let app: TwoInstances
beforeAll(async () => {
  schemas = await createSchemas()
  app = await startTwoInstances(await schemas.create())
})
afterAll(async () => {
  await (app as TwoInstances | undefined)?.close()
  await schemas?.stop()
})

describe('a session that began on one instance is over on the other', () => {
  test.each(Object.keys(causes).map((name, index) => [name, index] as const))('%s', async (name, index) => {
    const cause = causes[name]
    if (cause === undefined) throw new Error(`wanted a cause, got '${name}'`)
    for (let run = 0; run < runs; run++)
      expect(await measureCause(app, cause, `c${index}-${run}`, patienceMs)).toBeLessThan(patienceMs)
  })
})

import { createAuth, memoryStore } from '@launchpad-sso/sdk-node'
import { describeHandler } from '@launchpad-sso/sdk-node/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { describeDamage } from './describe-damage.ts'
import { describeHelpers } from './describe-helpers.ts'
import { describeProxy } from './describe-proxy.ts'
import { requests } from './support/requests.ts'
import { setStage, type Stage } from './support/stage.ts'
import { startNext, type NextApp } from './support/start-next.ts'

let app: NextApp
beforeAll(async () => {
  app = await startNext()
})
afterAll(async () => app.close())

describeHandler(
  'Next',
  async (options) => {
    app.use(createAuth({ baseUrl: app.baseUrl, ...options, store: memoryStore(), log: () => undefined }))
    return { baseUrl: app.baseUrl, close: async () => undefined }
  },
  { describe, test },
)

describe('the app', () => {
  let stage: Stage
  beforeEach(() => {
    stage = setStage(app)
  })
  describeProxy(() => stage)
  describeHelpers(() => stage)
  describeDamage(() => stage)

  test.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])('gives %s below /auth to the SDK', async (method) => {
    const answer = await stage.ask('/auth/nothing/here', requests.script, method)
    expect(answer.status).toBe(404)
    if (method !== 'HEAD') expect(await answer.json()).toMatchObject({ error: { code: 'ROUTE_NOT_FOUND' } })
  })
})

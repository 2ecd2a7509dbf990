import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createAuth, memoryStore } from '@launchpad-sso/sdk-node'
import { describeHandler, type Mount } from '@launchpad-sso/sdk-node/testing'
import express5 from 'express'
import express4 from 'express4'
import { describe, test } from 'vitest'
import { authRoutes, getSession, requireSession } from '../src/index.ts'

type Express = typeof express5

/** An app as people write it, with or without body parsers in front. */
const mountOn =
  (express: Express, { parsers }: { readonly parsers: boolean }): Mount =>
  async (options) => {
    const app = express()
    const server = app.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const auth = createAuth({ baseUrl, ...options, store: memoryStore(), log: () => undefined })
    if (parsers) app.use(express.json(), express.urlencoded({ extended: true, limit: '2mb' }))
    app.use(authRoutes(auth))
    app.get('/protected', requireSession(auth), async (req, res) => {
      const session = await getSession(auth, req)
      res.json({ email: session?.user.email })
    })
    return { baseUrl, close: async () => void server.close().closeAllConnections() }
  }

describeHandler('Express 5', mountOn(express5, { parsers: false }), { describe, test })
describeHandler('Express 5 behind body parsers', mountOn(express5, { parsers: true }), { describe, test })
describeHandler('Express 4', mountOn(express4, { parsers: false }), { describe, test })
describeHandler('Express 4 behind body parsers', mountOn(express4, { parsers: true }), {
  describe,
  test,
})

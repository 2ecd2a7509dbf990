import { describe, expect, test } from 'vitest'
import { createAuth } from '@launchpad-sso/sdk-node'
import { mintSession } from '@launchpad-sso/sdk-node/testing'
import { requests } from './support/requests.ts'
import type { Stage } from './support/stage.ts'

const { page, script } = requests

/** Cookies that are none of ours, or no longer. */
const damages: Readonly<Record<string, (cookie: string) => string | Promise<string>>> = {
  tampered: (cookie) => cookie.replace(/.(?=~2$)/, (last) => (last === 'A' ? 'B' : 'A')),
  truncated: (cookie) => cookie.slice(0, cookie.length / 2),
  emptied: (cookie) => cookie.slice(0, cookie.indexOf('=') + 1),
  duplicated: (cookie) => `${cookie}; ${cookie.slice(0, -4)}AA~2`,
  oversized: (cookie) => cookie + 'A'.repeat(9_000),
  foreign: async (cookie) => {
    const other = createAuth({ baseUrl: 'http://127.0.0.1:1', secrets: ['the-secret-of-another-application-'] })
    const { cookie: theirs } = await mintSession(other, { email: 'ana@acme.test' })
    return cookie.slice(0, cookie.indexOf('=')) + theirs.slice(theirs.indexOf('='))
  },
}

/** That a broken cookie signs nobody in, and breaks nothing. */
export function describeDamage(stage: () => Stage): void {
  describe.each(Object.entries(damages))('a cookie that is %s', (_kind, damage) => {
    test('is nobody to pages, route handlers and server actions, with and without a proxy', async () => {
      const { ask, act } = stage()
      const cookie = await damage(await stage().signIn())
      const home = await ask('/', { ...page, cookie })
      expect([home.status, await home.text()]).toEqual([200, expect.stringContaining('nobody')])
      expect((await ask('/dashboard', { ...page, cookie })).status).toBe(303)
      expect((await ask('/bare/page', { ...page, cookie })).status).toBe(303)
      expect((await ask('/protected', { ...script, cookie })).status).toBe(401)
      expect((await ask('/bare/handler', { ...script, cookie })).status).toBe(401)
      expect((await act('/dashboard', { cookie })).status).toBe(401)
      expect((await act('/bare/action', { cookie })).headers.get('x-action-redirect')).toContain('/auth/login')
    })
  })
}

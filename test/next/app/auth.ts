import type { Auth } from '@launchpad-sso/sdk-node'

/** Where the tests put the `Auth` of the moment: the app is built once, and every bundle evaluates this module by itself. */
const place = Symbol.for('launchpad-sso.test.auth')

export const auth = new Proxy({} as Auth, {
  get: (_target, name) => {
    const mounted = (globalThis as { [place]?: Auth })[place]
    if (mounted === undefined) throw new Error('no test has mounted an Auth')
    return Reflect.get(mounted, name) as unknown
  },
})

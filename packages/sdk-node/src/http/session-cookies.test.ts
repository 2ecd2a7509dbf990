import { expect, test } from 'vitest'
import { createSession } from '../sessions/create-session.ts'
import { createKeyRing } from '../sessions/key-ring.ts'
import { createSessionSeal, type SealedSession } from '../sessions/session-seal.ts'
import { createSessionCookies, type SessionCookies } from './session-cookies.ts'

/** Ids of keys are made from them: of seven digits, and of ten. */
const shortId = 'test-secret-24-test-secret-24-test-secret-24'
const longId = 'test-secret-1-test-secret-1-test-secret-1'
const start = new Date('2030-01-01T00:00:00Z')
const later = new Date(start.getTime() + 90_000)
const lifetime = { idleSeconds: 99, absoluteSeconds: 10_000_000 }

function cookiesOf(cookieName: string, secrets: readonly string[], idleSeconds = 99): SessionCookies {
  const keeping = { seal: createSessionSeal(createKeyRing(secrets)), isRevoked: () => false, renewed: () => {} }
  return createSessionCookies({ ...lifetime, idleSeconds, cookieName, https: true }, keeping)
}

function sessionWith(roles: readonly string[]): ReturnType<typeof createSession> {
  const user = { id: 'ana', email: 'ana@acme.test' }
  return createSession({ user, organization: { id: 'acme', name: 'Acme' }, connection: 'acme', roles }, lifetime, start)
}

const sourceOf = (setCookie: string): { readonly headers: Headers } => ({
  headers: new Headers({ cookie: setCookie.split(';')[0] ?? '' }),
})
const idLength = (secret: string): number => Object.keys(createKeyRing([secret]).sealing)[0]?.length ?? 0

test('a cookie that was written can be renewed, by a longer key id and for longer too', async () => {
  expect(idLength(longId) - idLength(shortId)).toBe(3)
  let tightest = 0
  for (let length = 1; length <= 22; length++) {
    const name = `__Host-${'n'.repeat(length)}`
    const [before, after] = [cookiesOf(name, [shortId]), cookiesOf(name, [longId, shortId], 9_999_999)]
    for (let size = 2480; size < 2720; size += 4) {
      const session = sessionWith(['r'.repeat(size)])
      const { setCookie, hasRoles, neededBytes } = await before.write(session, start)
      expect(setCookie.length).toBeLessThanOrEqual(4070)
      expect(hasRoles).toBe(neededBytes <= 4070)
      if (!hasRoles || neededBytes <= tightest) continue
      tightest = neededBytes
      const renewed = await after.renew(session, sourceOf(setCookie), later)
      expect(renewed?.length).toBeGreaterThan(setCookie.length)
      expect(after.read(sourceOf(renewed ?? ''), later)?.roles).toEqual(session.roles)
    }
  }
  expect(tightest).toBe(4070)
})
test('what a cookie holds is what the next one holds: roles that are elsewhere stay there', async () => {
  const cookies = cookiesOf('launchpad', [shortId])
  const session = sessionWith(Array.from({ length: 600 }, (_, index) => `role-${index}`.padEnd(40, 'x')))
  const { setCookie, hasRoles } = await cookies.write(session, start)
  expect(hasRoles).toBe(false)
  const renewed = (await cookies.renew(session, sourceOf(setCookie), later)) ?? ''
  expect(cookies.read(sourceOf(renewed), later)?.roles).toBeNull()
})
test('one that has become too long for a browser stays as it is', async () => {
  const seal = createSessionSeal(createKeyRing([shortId]))
  const session = sessionWith(['r'.repeat(2500)])
  const long = `launchpad=${await seal.seal(session)}; Path=/`
  const cookies = cookiesOf(`launchpad`, [shortId])
  const name = 'n'.repeat(400)
  const wide = cookiesOf(name, [shortId])
  expect(await cookies.renew(session, sourceOf(long), later)).not.toBeNull()
  expect(await wide.renew(session, sourceOf(long.replace('launchpad', name)), later)).toBeNull()
})
test('says of each new cookie that there is one, and of none that is not sent', async () => {
  const told: SealedSession[] = []
  const keeping = { seal: createSessionSeal(createKeyRing([shortId])), isRevoked: () => false }
  const renewed = (session: SealedSession): void => void told.push(session)
  const cookies = createSessionCookies({ ...lifetime, cookieName: 'launchpad', https: true }, { ...keeping, renewed })
  const session = sessionWith([])
  const { setCookie } = await cookies.write(session, start)
  await cookies.renew(session, sourceOf(setCookie), start)
  await cookies.renew(session, { headers: new Headers() }, later)
  await cookies.renew(sessionWith([]), sourceOf(setCookie), later)
  expect(told).toEqual([])
  await cookies.renew(session, sourceOf(setCookie), later)
  expect(told).toMatchObject([{ id: session.id, expiresAt: new Date(later.getTime() + 99_000) }])
})

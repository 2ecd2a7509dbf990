import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createAuth } from '../auth.ts'
import { describeStore } from '../testing/describe-store.ts'
import { later, link, loginEvent, now, pendingLogin, user } from '../testing/store-samples.ts'
import { sqliteStore } from './sqlite-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'launchpad-sqlite-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
const newPath = (): string => join(folder, `${(files += 1)}.db`)

describeStore('sqlite', async () => sqliteStore(newPath(), { synchronous: 'normal' }), { describe, test })

const ana = user('u1', 'acme', 'ana@acme.test')

describe('a SQLite store', () => {
  test('touches no file until its first call', async () => {
    const path = newPath()
    const store = sqliteStore(path)
    createAuth({ baseUrl: 'https://app.example.test', secrets: ['test-secret-'.repeat(4)], connections: [], store })
    await new Promise(setImmediate)
    expect(readdirSync(folder).filter((name) => join(folder, name).startsWith(path))).toEqual([])
    await store.close()
    expect(readdirSync(folder).filter((name) => join(folder, name).startsWith(path))).toEqual([])
  })

  test('keeps everything when it is closed and opened again', async () => {
    const path = newPath()
    const first = sqliteStore(path)
    await first.users.insert(ana, link)
    await first.logins.put(pendingLogin('login-a'))
    await first.replays.claim('c:1', later(60), now)
    await first.close()
    const second = sqliteStore(path)
    expect(await second.users.findByLink(link)).toEqual(ana)
    expect(await second.logins.take('login-a', now)).toEqual(pendingLogin('login-a'))
    expect(await second.replays.claim('c:1', later(60), now)).toBe(false)
  })

  test('lets nobody else on the machine read its files', async () => {
    const path = newPath()
    await sqliteStore(path).users.insert(ana, link)
    const modes = [path, `${path}-wal`, `${path}-shm`].map((file) => statSync(file).mode & 0o777)
    expect(modes).toEqual([0o600, 0o600, 0o600])
  })

  test('finishes what was asked before it was closed, and refuses what is asked after', async () => {
    const path = newPath()
    const store = sqliteStore(path)
    const asked = Array.from({ length: 50 }, (_, index) => store.logins.put(pendingLogin(`login-${index}`)))
    await store.logins.take('login-0', now)
    await store.close()
    await Promise.all(asked)
    await expect(store.logins.take('login-1', now)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
    expect(await sqliteStore(path).logins.take('login-49', now)).toEqual(pendingLogin('login-49'))
  })

  test('can be closed before it was used, and twice', async () => {
    const store = sqliteStore(newPath())
    await store.close()
    await store.close()
  })

  test.each([':memory:', '', 'file:auth.db', 'libsql://db.example.test', 'https://db.example.test'])(
    'refuses %j, which names no file of its own',
    (path) => expect(() => sqliteStore(path)).toThrow(/CONFIG_INVALID: sqliteStore: wanted the path of a file, got/),
  )

  test('says which file cannot be opened, and opens it when it can', async () => {
    const path = join(folder, 'missing', 'auth.db')
    const store = sqliteStore(path)
    await expect(store.users.find('acme', 'u1')).rejects.toThrow(`STORE_UNAVAILABLE: ${path} cannot be opened`)
    mkdirSync(join(folder, 'missing'))
    expect(await store.users.find('acme', 'u1')).toBeNull()
  })

  test('lets two stores of one process write the same file at once', async () => {
    const path = newPath()
    const stores = [sqliteStore(path, { synchronous: 'normal' }), sqliteStore(path, { synchronous: 'normal' })] as const
    const people = Array.from({ length: 100 }, (_, index) => user(`u${index}`, 'acme', `u${index}@acme.test`))
    const inserts = await Promise.all(
      people.flatMap((one) => stores.map((store) => store.users.insert(one, { ...link, subject: one.id }))),
    )
    expect(inserts.filter(Boolean)).toHaveLength(100)
  })

  test('keeps a name that holds half an emoji, and refuses a subject that does', async () => {
    const { users } = sqliteStore(newPath())
    await users.insert({ ...ana, name: 'Ana \ud83d', firstName: 'A\0na' }, link)
    expect(await users.find('acme', 'u1')).toMatchObject({ name: 'Ana \ufffd', firstName: 'A\ufffdna' })
    const odd = { ...link, subject: 'ana\ud83d' }
    await expect(users.insert(user('u2', 'acme', 'eva@acme.test'), odd)).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    })
    await expect(users.link(ana, { connectionId: 'd', subject: 's'.repeat(1025) })).rejects.toThrow(
      /at most 1024 bytes/,
    )
  })

  test('writes no user whose event cannot be written', async () => {
    const path = newPath()
    const { users, events } = sqliteStore(path)
    await users.insert(ana, link, [loginEvent('e1', 'acme')])
    const eva = user('u2', 'acme', 'eva@acme.test')
    const odd = loginEvent('e2\0', 'acme')
    const elsewhere = { connectionId: 'd', subject: 's' }
    await expect(users.insert(eva, { ...link, subject: 'eva' }, [odd])).rejects.toThrow('REQUEST_INVALID: event.id')
    await expect(users.link(ana, elsewhere, [odd])).rejects.toThrow('event.id')
    await expect(users.replace({ ...ana, name: 'A', version: 2 }, [loginEvent('e3', 'acme'), odd])).rejects.toThrow(
      'event.id',
    )
    expect(await users.find('acme', 'u2')).toBeNull()
    expect(await users.findByLink(elsewhere)).toBeNull()
    expect(await users.find('acme', 'u1')).toEqual(ana)
    expect(await events.head('acme')).toMatchObject({ sequence: 1 })
  })

  test('appends more events at once than a statement takes', async () => {
    const { events } = sqliteStore(newPath(), { synchronous: 'normal' })
    await events.append(Array.from({ length: 2500 }, (_, index) => loginEvent(`e${index}`, 'acme')))
    expect(await events.head('acme')).toMatchObject({ sequence: 2500 })
  })
})

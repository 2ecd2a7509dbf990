import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { badInputs, type BadInput } from './bad-input-cases.ts'
import { group, user } from './sequences/urns.ts'
import { checkForm } from './support/check-form.ts'
import { createCaller, type Caller } from './support/create-caller.ts'
import { fillIn } from './support/fill-in.ts'
import { localStores } from './support/open-store.ts'
import { startStage, type Stage } from './support/start-stage.ts'
import { takeSnapshot } from './support/take-snapshot.ts'

describe.each(localStores)('bad input, on %s', (_name, open) => {
  const { store, close } = open()
  let stage: Stage
  let call: Caller
  const ids = new Map<string, string>()
  beforeAll(async () => {
    stage = await startStage(store)
    const { token } = await stage.addProvisioner('acme')
    call = createCaller(stage.auth, { base: stage.base, token })
    const add = async (path: string, name: string, body: Readonly<Record<string, string | string[]>>): Promise<void> =>
      void ids.set(name, String((await call('POST', path, body)).body.id))
    await add('/Users', 'ana', { schemas: [user], userName: 'ana@acme.test', externalId: 'A-1', displayName: 'Ana' })
    await add('/Users', 'eva', { schemas: [user], userName: 'eva@acme.test' })
    await add('/Groups', 'sales', { schemas: [group], displayName: 'Sales' })
  })
  afterAll(() => close())

  const send = async ({ send: line, body, text }: BadInput): Promise<Awaited<ReturnType<Caller>>> => {
    const [method = '', path = ''] = fillIn(line, ids).split(' ')
    return call(method, path, text ?? (body === undefined ? undefined : fillIn(body, ids)))
  }

  test.each(badInputs.map((input) => [input.title, input] as const))(
    'refuses %s, and writes nothing',
    async (_title, input) => {
      const before = await takeSnapshot(stage, 'acme')
      const reply = await send(input)
      expect(typeof input.status === 'number' ? [input.status] : input.status).toContain(reply.status)
      expect(checkForm({ ...reply, body: reply.body ?? undefined })).toEqual([])
      if (input.scimType !== undefined) expect(reply.body).toMatchObject({ scimType: input.scimType })
      expect(reply.text.length).toBeLessThan(2000)
      expect(await takeSnapshot(stage, 'acme')).toEqual(before)
      expect(Object.keys(Object.prototype)).toEqual([])
    },
  )

  test('goes on as if nothing had been', async () => {
    const reply = await call('GET', `/Users/${ids.get('ana')}`)
    expect(reply).toMatchObject({ status: 200, body: { userName: 'ana@acme.test', displayName: 'Ana' } })
    expect(await stage.auth.events.verify('acme')).toMatchObject({ ok: true })
  })
})

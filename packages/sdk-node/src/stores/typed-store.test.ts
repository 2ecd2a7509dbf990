import { describe, expect, test } from 'vitest'
import { describeStore } from '../testing/describe-store.ts'
import { memoryStore } from './memory-store.ts'
import { typedStore } from './typed-store.ts'

describeStore('memory, typed', async () => typedStore(memoryStore()), { describe, test })

test('turns whatever a driver throws into STORE_UNAVAILABLE', async () => {
  const broken = typedStore({
    ...memoryStore(),
    logins: { put: async () => Promise.reject(new Error('ECONNREFUSED')), take: async () => null },
  })
  await expect(broken.logins.put({} as never)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', status: 503 })
})

import { expect, test } from 'vitest'
import { requirePackage } from './require-package.ts'

const missing = (name: string): Error =>
  Object.assign(new Error(`Cannot find package '${name}' imported from /app/store.js`), {
    code: 'ERR_MODULE_NOT_FOUND',
  })

test('says what to install', async () => {
  const load = async (): Promise<never> => Promise.reject(missing('kysely'))
  await expect(requirePackage('kysely', load, 'sqliteStore')).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    detail: 'sqliteStore needs the package kysely: npm install kysely',
  })
})

test('leaves every other failure what it is', async () => {
  for (const error of [missing('something-else'), new TypeError('kysely is broken')]) {
    await expect(requirePackage('kysely', () => Promise.reject(error), 'sqliteStore')).rejects.toBe(error)
  }
})

test('is told a missing package by Node as it expects', async () => {
  const name = 'launchpad-no-such-package'
  await expect(requirePackage(name, () => import(/* @vite-ignore */ name), 'a test')).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
  })
})

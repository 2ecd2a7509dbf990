import { expect, test } from 'vitest'
import { defaultSettings } from '../model/organization.ts'
import { effectiveSettings } from './effective-settings.ts'

const authentication = { maximumAgeSeconds: 60, contexts: ['phr'], methods: [], sessionMaximumSeconds: 3600 }
const strict = { settings: { passwordSignIn: false, roleRequired: true, rolePriority: ['admin'], authentication } }

test('takes the settings of the organization, else of its parent, else the defaults', () => {
  expect(effectiveSettings(strict, null)).toEqual(strict.settings)
  expect(effectiveSettings({ settings: null }, strict)).toEqual(strict.settings)
  expect(effectiveSettings({ settings: defaultSettings }, strict)).toEqual(defaultSettings)
  expect(effectiveSettings(null, null)).toEqual(defaultSettings)
})

test('asks for nothing where a record of a version before does not know that it could', () => {
  const settings = { passwordSignIn: false, roleRequired: true, rolePriority: [] }
  const nothing = { maximumAgeSeconds: null, contexts: [], methods: [], sessionMaximumSeconds: null }
  expect(effectiveSettings({ settings }, null)).toEqual({ ...settings, authentication: nothing })
})

import { expect, test } from 'vitest'
import { defaultSettings } from '../model/organization.ts'
import { effectiveSettings } from './effective-settings.ts'

const strict = { settings: { passwordSignIn: false, roleRequired: true, rolePriority: ['admin'] } }

test('takes the settings of the organization, else of its parent, else the defaults', () => {
  expect(effectiveSettings(strict, null)).toBe(strict.settings)
  expect(effectiveSettings({ settings: null }, strict)).toBe(strict.settings)
  expect(effectiveSettings({ settings: defaultSettings }, strict)).toBe(defaultSettings)
  expect(effectiveSettings(null, null)).toEqual({ passwordSignIn: true, roleRequired: false, rolePriority: [] })
})

import { randomUUID } from 'node:crypto'
import { AuthError } from '../model/auth-error.ts'
import {
  defaultSettings,
  toSettings,
  type OrganizationRecord,
  type OrganizationSettings,
  type StoredSettings,
} from '../model/organization.ts'
import type { OrganizationChanges, OrganizationDraft, SettingsChanges } from './manage-organizations.ts'
import { plainBranding } from './parse-branding.ts'

/** @throws AuthError ORGANIZATION_SETTING_INHERITED */
export function toNewOrganization(draft: OrganizationDraft, now: Date): OrganizationRecord {
  const { id = randomUUID(), parentId = null } = draft
  checkSettings(id, parentId, draft.settings)
  return {
    id,
    name: draft.name,
    supportContact: draft.supportContact ?? null,
    parentId,
    branding: { ...plainBranding, ...draft.branding },
    locale: draft.locale ?? null,
    settings: parentId === null ? changeSettings(defaultSettings, draft.settings) : null,
    createdAt: now,
    updatedAt: now,
    version: 1,
  }
}

/** The record that replaces `old`. @throws AuthError ORGANIZATION_SETTING_INHERITED */
export function changeOrganization(
  old: OrganizationRecord,
  changes: OrganizationChanges,
  now: Date,
): OrganizationRecord {
  checkSettings(old.id, old.parentId, changes.settings)
  const { branding, settings, ...plain } = changes
  return {
    ...old,
    ...plain,
    branding: { ...old.branding, ...branding },
    settings: old.settings && changeSettings(old.settings, settings),
    updatedAt: now,
    version: old.version + 1,
  }
}

function changeSettings(old: StoredSettings, changes: SettingsChanges | undefined): OrganizationSettings {
  const complete = toSettings(old)
  return { ...complete, ...changes, authentication: { ...complete.authentication, ...changes?.authentication } }
}

function checkSettings(id: string, parentId: string | null, settings: SettingsChanges | undefined): void {
  if (parentId === null || settings === undefined) return
  throw new AuthError(
    'ORGANIZATION_SETTING_INHERITED',
    `settings: wanted them of the main organization '${parentId}', got them for its sub-organization '${id}'`,
  )
}

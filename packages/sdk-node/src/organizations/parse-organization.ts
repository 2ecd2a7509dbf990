import type { OrganizationRecord } from '../model/organization.ts'
import { isPublicId } from '../model/is-public-id.ts'
import type { OrganizationChanges, OrganizationDraft } from './manage-organizations.ts'
import { parseBranding } from './parse-branding.ts'
import { parseLine } from './parse-line.ts'
import { parseSettings } from './parse-settings.ts'
import { requestInvalid } from './request-invalid.ts'
import { takeFields } from './take-fields.ts'

const locales: readonly unknown[] = ['en', 'pt-BR', 'es']
const parsers: Readonly<Record<string, (given: unknown) => unknown>> = {
  id: parseId,
  name: (given) => parseLine(given, 'name', 200),
  parentId: (given) => (given === null ? null : parseParentId(given)),
  supportContact: (given) => (given === null ? null : parseSupportContact(given)),
  branding: parseBranding,
  locale: parseLocale,
  settings: parseSettings,
}

/** What an organization is to be made of, each field in the form that is stored. @throws AuthError REQUEST_INVALID */
export function parseOrganizationDraft(given: unknown): OrganizationDraft {
  const draft = parseFields(given, 'organization', Object.keys(parsers)) as Partial<OrganizationDraft>
  return { ...draft, name: draft.name ?? parseLine(undefined, 'name', 200) }
}

/** What is to be changed. @throws AuthError REQUEST_INVALID, also for what never changes: `id` and `parentId` */
export function parseOrganizationChanges(given: unknown): OrganizationChanges {
  const changeable = Object.keys(parsers).filter((field) => field !== 'id' && field !== 'parentId')
  return parseFields(given, 'changes', changeable)
}

function parseFields(given: unknown, name: string, known: readonly string[]): object {
  const fields = Object.entries(takeFields(given, name, known))
  return Object.fromEntries(fields.map(([field, value]) => [field, parsers[field]?.(value)]))
}

function parseId(given: unknown): string {
  if (!isPublicId(given)) throw requestInvalid('id', 'at most 64 lower-case letters, digits and hyphens', given)
  return given
}

function parseParentId(given: unknown): string {
  if (typeof given !== 'string') throw requestInvalid('parentId', 'the id of a main organization, or null', given)
  return given
}

/** What begins like a link becomes one on error pages, so it has to lead somewhere. */
function parseSupportContact(given: unknown): string {
  const contact = parseLine(given, 'supportContact', 500)
  if (contact.startsWith('https://') && !URL.canParse(contact))
    throw requestInvalid('supportContact', 'an e-mail address, an https address or plain words', given)
  return contact
}

function parseLocale(given: unknown): OrganizationRecord['locale'] {
  if (given !== null && !locales.includes(given)) throw requestInvalid('locale', `${locales.join(', ')} or null`, given)
  return given as OrganizationRecord['locale']
}

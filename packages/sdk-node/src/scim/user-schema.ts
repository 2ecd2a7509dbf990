import { defineAttribute, defineSchema } from './define-attribute.ts'
import type { Attribute, Schema } from './schema.ts'

/** The sub-attributes of most lists. @see RFC 7643, section 2.4 */
const elementOf = (
  value: Partial<Attribute>,
  types: readonly string[],
  valueDescription: string,
): readonly Attribute[] => [
  defineAttribute('value', valueDescription, value),
  defineAttribute('display', 'A name for people to read.'),
  defineAttribute('type', 'What it is used for.', types.length === 0 ? {} : { canonicalValues: types }),
  defineAttribute('primary', 'Whether it is the preferred one. At most one is.', { type: 'boolean' }),
]

const listOf = (
  name: string,
  description: string,
  types: readonly string[],
  value: Partial<Attribute> = {},
): Attribute =>
  defineAttribute(name, description, { multiValued: true, subAttributes: elementOf(value, types, 'The value.') })

const url = { type: 'reference', referenceTypes: ['external'], caseExact: true } as const
const readOnly = { mutability: 'readOnly' } as const

const name = defineAttribute('name', "The parts of the user's name.", {
  subAttributes: [
    defineAttribute('formatted', 'The full name, as it is shown.'),
    defineAttribute('familyName', 'The last name.'),
    defineAttribute('givenName', 'The first name.'),
    defineAttribute('middleName', 'The middle names.'),
    defineAttribute('honorificPrefix', "A title, as in 'Dr.'."),
    defineAttribute('honorificSuffix', "A suffix, as in 'Jr.'."),
  ],
})

const addresses = defineAttribute('addresses', 'Postal addresses.', {
  multiValued: true,
  subAttributes: [
    defineAttribute('formatted', 'The full address, as it is shown. It may have several lines.'),
    defineAttribute('streetAddress', 'Street and number. It may have several lines.'),
    defineAttribute('locality', 'The city.'),
    defineAttribute('region', 'The state or region.'),
    defineAttribute('postalCode', 'The postal code.'),
    defineAttribute('country', 'The country, as ISO 3166-1 alpha-2 names it.'),
    defineAttribute('type', 'What it is used for.', { canonicalValues: ['work', 'home', 'other'] }),
    defineAttribute('primary', 'Whether it is the preferred one. At most one is.', { type: 'boolean' }),
  ],
})

const groups = defineAttribute('groups', 'The groups the user is in. They are changed at the groups.', {
  ...readOnly,
  multiValued: true,
  subAttributes: [
    defineAttribute('value', 'Identifier of the group.', { ...readOnly, caseExact: true }),
    defineAttribute('$ref', 'URL of the group.', {
      ...readOnly,
      type: 'reference',
      referenceTypes: ['User', 'Group'],
      caseExact: true,
    }),
    defineAttribute('display', 'Name of the group.', readOnly),
    defineAttribute('type', 'Whether the user is in it by itself.', {
      ...readOnly,
      canonicalValues: ['direct', 'indirect'],
    }),
  ],
})

/** @see RFC 7643, section 4.1 */
export const userSchema: Schema = defineSchema({
  id: 'urn:ietf:params:scim:schemas:core:2.0:User',
  name: 'User',
  description: 'User account',
  attributes: [
    defineAttribute('userName', 'What the user signs in with. Unique, whatever its case.', {
      required: true,
      uniqueness: 'server',
    }),
    name,
    defineAttribute('displayName', 'The name that is shown.'),
    defineAttribute('nickName', 'The casual name.'),
    defineAttribute('profileUrl', "URL of the user's profile.", url),
    defineAttribute('title', "The title, as in 'Vice President'."),
    defineAttribute('userType', "How the user belongs to the organization, as in 'Employee'."),
    defineAttribute('preferredLanguage', 'The preferred language, as RFC 5646 names it.'),
    defineAttribute('locale', 'The locale for dates and numbers, as RFC 5646 names it.'),
    defineAttribute('timezone', "The time zone, as in 'America/Sao_Paulo'."),
    defineAttribute('active', 'Whether the user may sign in.', { type: 'boolean' }),
    defineAttribute('password', 'Taken, and forgotten: nobody signs in with it here.', {
      mutability: 'writeOnly',
      returned: 'never',
      caseExact: true,
    }),
    listOf('emails', 'E-mail addresses.', ['work', 'home', 'other']),
    listOf('phoneNumbers', 'Phone numbers.', ['work', 'home', 'mobile', 'fax', 'pager', 'other']),
    listOf('ims', 'Addresses for instant messages.', ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo']),
    listOf('photos', 'URLs of photos of the user.', ['photo', 'thumbnail'], url),
    addresses,
    groups,
    listOf('entitlements', 'What the user is entitled to.', []),
    listOf('roles', 'What the user is.', []),
    listOf('x509Certificates', 'Certificates of the user, DER in base64.', [], { type: 'binary', caseExact: true }),
  ],
})

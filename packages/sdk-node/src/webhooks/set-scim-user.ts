import type { UserValues } from '../model/event.ts'
import type { Json, JsonObject } from '../model/json.ts'

/** One change as SCIM PATCH names it. @see RFC 7644, section 3.5.2 */
export type ScimOperation =
  | { readonly op: 'replace' | 'add'; readonly path: string; readonly value: Json }
  | { readonly op: 'remove'; readonly path: string }

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'

/** What is ours to say, whatever the SCIM client sends: it can neither give a role nor switch somebody on whom we blocked. */
const ours: ReadonlySet<string> = new Set(['active', 'roles'])

/** A user as SCIM represents one: what the SCIM client sent, over what we know ourselves. @see RFC 7643, section 4.1 */
export function toScimUser(id: string, values: UserValues): JsonObject {
  const scimAttributes = toSent(values)
  const extensions = Object.keys(scimAttributes).filter((name) => name.toLowerCase().startsWith('urn:'))
  const { externalId, username, email, name, firstName, lastName } = values
  const names = withoutNull({ formatted: name, givenName: firstName, familyName: lastName })
  return {
    ...withoutNull({ externalId, userName: username ?? email }),
    ...(Object.keys(names).length > 0 && { name: names }),
    ...(email !== null && { emails: [{ value: email, primary: true }] }),
    active: isActive(values.status),
    ...(values.roles.length > 0 && { roles: values.roles.map((value) => ({ value })) }),
    ...scimAttributes,
    schemas: [userSchema, ...extensions],
    id,
  }
}

type Fields = Partial<UserValues>
type Field = Exclude<keyof UserValues, 'scimAttributes'>

const paths: Readonly<Record<Field, string>> = {
  username: 'userName',
  externalId: 'externalId',
  email: 'emails[primary eq true].value',
  name: 'name.formatted',
  firstName: 'name.givenName',
  lastName: 'name.familyName',
  status: 'active',
  roles: 'roles',
}

/** What changed of a user, as SCIM PATCH. What its SCIM client sent is told once, in that client's words. */
export function toScimUserChanges(before: Fields, after: Fields): readonly ScimOperation[] {
  const [old, sent] = [toSent(before), toSent(after)]
  const sentNames = [...new Set([...Object.keys(old), ...Object.keys(sent)])]
  const told = new Set(sentNames.map((name) => name.toLowerCase()))
  const fields = (Object.keys(paths) as Field[]).filter((field) => {
    if (!(field in after) || told.has((paths[field].split(/[.[]/)[0] ?? '').toLowerCase())) return false
    return field !== 'status' || isActive(before.status) !== isActive(after.status)
  })
  return [
    ...sentNames.map((name) => toOperation(name, sent[name] ?? null)),
    ...fields.map((field) => toOperation(paths[field], toValue(field, after))),
  ]
}

function toSent({ scimAttributes = {} }: Fields): JsonObject {
  return Object.fromEntries(Object.entries(scimAttributes).filter(([name]) => !ours.has(name.toLowerCase())))
}

function toValue(field: Field, values: Fields): Json {
  if (field === 'status') return isActive(values.status)
  if (field === 'roles') return (values.roles ?? []).map((value) => ({ value }))
  return values[field] ?? null
}

/** Nothing is not a value in SCIM. @see RFC 7643, section 2.5 */
export function toOperation(path: string, value: Json): ScimOperation {
  return value === null ? { op: 'remove', path } : { op: 'replace', path, value }
}

const isActive = (status: UserValues['status'] | undefined): boolean => status === 'active' || status === 'invited'

function withoutNull(values: Readonly<Record<string, string | null>>): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}

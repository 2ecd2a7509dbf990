import { isClaims, isName, type Claims } from './json-values.ts'
import { SetRefused } from './set-refused.ts'
import { toPrintable } from '../model/to-printable.ts'

/** One name of somebody or something. `other`: in a format that names nobody here, such as `phone_number`. */
export type SimpleSubject =
  | { readonly format: 'iss_sub'; readonly iss: string; readonly sub: string }
  | { readonly format: 'email'; readonly email: string }
  | { readonly format: 'opaque'; readonly id: string }
  | { readonly format: 'other'; readonly name: string }

/** What an event is about. Several names of one user, or of one session, or a session and its user. */
export interface Subject {
  readonly user: readonly SimpleSubject[]
  readonly session: readonly SimpleSubject[]
  /** It may be a user or a session: the event says which. */
  readonly isSimple: boolean
}

const maxAliases = 20
/** Formats that are read. Those of 2018 had hyphens, and `subject_type` for `format`. */
const formatOf = ({ format, subject_type: older }: Claims): unknown =>
  format ?? (typeof older === 'string' ? older.replaceAll('-', '_') : undefined)

/** Members of a complex subject. Without a `format` these tell that it is one. */
const members = ['user', 'session', 'device', 'tenant', 'application', 'org_unit', 'group']

/**
 * A subject identifier, simple or complex. Of a complex one the user and the session are read; a device, a tenant or a group narrows
 * down what is then ended more widely: all sessions of that user.
 *
 * @throws SetRefused
 * @see RFC 9493; OpenID Shared Signals Framework 1.0, section 3
 */
export function parseSubject(value: unknown): Subject {
  if (!isClaims(value)) throw refuse('wanted a subject identifier', value)
  if (!isComplex(value)) return { user: parseNames(value), session: [], isSimple: true }
  const { user, session } = value
  return {
    user: user === undefined ? [] : parseNames(user),
    session: session === undefined ? [] : parseNames(session),
    isSimple: false,
  }
}

function isComplex(value: Claims): boolean {
  const format = formatOf(value)
  return format === undefined ? members.some((name) => isClaims(value[name])) : format === 'complex'
}

/** One, or the aliases of one. @see RFC 9493, section 3.2.8 */
function parseNames(value: unknown): readonly SimpleSubject[] {
  if (!isClaims(value)) throw refuse('wanted a subject identifier', value)
  if (formatOf(value) !== 'aliases') return [parseSimple(value)]
  const { identifiers } = value
  if (!Array.isArray(identifiers) || identifiers.length === 0 || identifiers.length > maxAliases)
    throw refuse(`wanted 1 to ${maxAliases} aliases`, identifiers)
  return identifiers.map(parseSimple)
}

function parseSimple(value: unknown): SimpleSubject {
  if (!isClaims(value)) throw refuse('wanted a subject identifier', value)
  const { iss, sub, email, id } = value
  const format = formatOf(value)
  switch (format) {
    case 'iss_sub':
      if (isName(iss) && isName(sub)) return { format, iss, sub }
      throw refuse('wanted iss and sub', value)
    case 'email':
      if (isName(email)) return { format, email }
      throw refuse('wanted email', value)
    case 'opaque':
      if (isName(id)) return { format, id }
      throw refuse('wanted id', value)
    case 'complex':
    case 'aliases':
      throw refuse('wanted a simple subject identifier', value)
    default:
      if (isName(format)) return { format: 'other', name: format }
      throw refuse('wanted a format', value)
  }
}

function refuse(wanted: string, got: unknown): SetRefused {
  return new SetRefused('invalid_request', `subject: ${wanted}, got ${toPrintable(got)}`)
}

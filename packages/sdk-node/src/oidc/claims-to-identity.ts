import { AuthError } from '../model/auth-error.ts'
import type { OidcConnection } from '../model/connection.ts'
import type { Identity } from '../model/identity.ts'
import { claimsToAttributes, claimToTexts } from './claims-to-attributes.ts'
import { findEmail } from './find-email.ts'
import { hasAllGroups } from './has-all-groups.ts'

type Claims = Readonly<Record<string, unknown>>

/**
 * The identity that verified claims prove. A `groups` that is one text is one group: names may hold spaces and commas.
 *
 * @param idToken verified and checked. Its claims win.
 * @param userinfo empty when it was not asked. It describes the person; how the person is signed in, and until when, only
 *   the ID token can say.
 */
export function claimsToIdentity(idToken: Claims, userinfo: Claims, connection: OidcConnection): Identity {
  const attributes = claimsToAttributes(userinfo, idToken)
  const { attributes: mapping } = connection
  const first = (names: readonly string[]) =>
    names.map((name) => attributes[name]?.[0]).find((value) => value !== undefined) ?? null
  const email = findEmail(attributes, mapping.email)
  return Object.freeze({
    connectionId: connection.id,
    issuer: connection.issuer,
    subject: getSubject(mapping.subject, first(mapping.subject), idToken),
    subjectFormat: null,
    nameId: String(idToken['sub']),
    email: email?.address ?? null,
    emailVerified: email?.claim === 'email' ? isEmailVerified(idToken, userinfo) : null,
    username: first(mapping.username),
    firstName: first(mapping.firstName),
    lastName: first(mapping.lastName),
    name: first(mapping.name),
    groups: mapping.groups.map((name) => attributes[name]).find((values) => values !== undefined) ?? [],
    groupsComplete: hasAllGroups([idToken, userinfo], attributes, mapping.groups),
    attributes,
    authenticatedAt: toDate(idToken['auth_time']),
    authenticationContext: textOrNull(idToken['acr']),
    authenticationMethods: Object.freeze(claimToTexts(idToken['amr'])),
    sessionIndex: textOrNull(idToken['sid']),
    sessionExpiresAt: toDate(idToken['session_expiry']),
  })
}

/**
 * The mapped claim where the connection maps one, else `sub`. Never one for want of the other: somebody's `sub` could be
 * another's employee number.
 *
 * @throws AuthError OIDC_ID_TOKEN_INVALID
 */
function getSubject(mapped: readonly string[], value: string | null, idToken: Claims): string {
  if (mapped.length === 0) return String(idToken['sub'])
  if (value !== null) return value
  throw new AuthError('OIDC_ID_TOKEN_INVALID', `subject: wanted one of the claims [${mapped.join(', ')}], got none`)
}

/** Said of the address by whoever gave the address. Some send the word instead of the value. */
function isEmailVerified(idToken: Claims, userinfo: Claims): boolean | null {
  const source = claimToTexts(idToken['email']).length > 0 ? idToken : userinfo
  const said = source['email_verified']
  // Whatever is neither absent nor a clear yes is a no.
  if (said === undefined || said === null) return null
  return said === true || (typeof said === 'string' && said.toLowerCase() === 'true')
}

function toDate(seconds: unknown): Date | null {
  const date = new Date(typeof seconds === 'number' ? seconds * 1000 : Number.NaN)
  return Number.isNaN(date.getTime()) ? null : date
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

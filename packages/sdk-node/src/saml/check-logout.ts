import type { SamlConnection } from '../model/connection.ts'
import { addSeconds } from './add-seconds.ts'
import { isEntity } from './is-entity.ts'
import { logoutInvalid } from './logout-invalid.ts'
import type { LogoutMessage } from './logout-message.ts'
import { maxAgeSeconds } from './max-age.ts'
import { quote } from './quote.ts'

/** What must hold. */
export interface ExpectedLogout {
  readonly connection: Pick<SamlConnection, 'idpEntityId' | 'clockSkewSeconds'>
  /** Our address for logout messages of that connection. */
  readonly sloUrl: string
  readonly now: Date
}

type LogoutCheck = (message: LogoutMessage, expected: ExpectedLogout) => void

const checkVersion: LogoutCheck = ({ version }) => {
  if (version !== '2.0') throw logoutInvalid(`Version: wanted 2.0, got ${quote(version)}`)
}

/** @see saml-profiles-2.0-os, section 4.4.4.1 */
const checkIssuer: LogoutCheck = ({ issuer }, { connection: { idpEntityId } }) => {
  if (isEntity(issuer, idpEntityId)) return
  const { value = null, format = null } = issuer ?? {}
  throw logoutInvalid(`Issuer: wanted ${idpEntityId}, got ${quote(value)} in the format ${quote(format)}`)
}

/** It is signed, so it has to say where it goes: one made for another service provider is of no use here. @see saml-bindings-2.0-os, section 3.4.5.2 */
const checkDestination: LogoutCheck = ({ destination }, { sloUrl }) => {
  if (destination !== sloUrl) throw logoutInvalid(`Destination: wanted ${sloUrl}, got ${quote(destination)}`)
}

const checkIssueInstant: LogoutCheck = ({ issueInstant }, { connection: { clockSkewSeconds }, now }) => {
  const latest = addSeconds(now, clockSkewSeconds)
  const earliest = addSeconds(now, -maxAgeSeconds - clockSkewSeconds)
  if (issueInstant <= latest && issueInstant >= earliest) return
  throw logoutInvalid(
    `IssueInstant: wanted ${earliest.toISOString()} to ${latest.toISOString()}, got ${issueInstant.toISOString()}`,
  )
}

const checkEnd: LogoutCheck = (message, { connection: { clockSkewSeconds }, now }) => {
  const end = message.kind === 'request' ? message.notOnOrAfter : null
  if (end === null || addSeconds(now, -clockSkewSeconds) < end) return
  throw logoutInvalid(`NotOnOrAfter: wanted a time after ${now.toISOString()}, got ${end.toISOString()}`)
}

/** In order. */
const checks = [checkVersion, checkIssuer, checkDestination, checkIssueInstant, checkEnd] as const

/** Holds a verified message against every rule. @throws AuthError SAML_LOGOUT_INVALID */
export function checkLogout(message: LogoutMessage, expected: ExpectedLogout): void {
  for (const check of checks) check(message, expected)
}

import { findAttribute } from '../xml/find-attribute.ts'
import { findChild } from '../xml/find-children.ts'
import type { XmlElement } from '../xml/xml-element.ts'
import { type Name, parseName } from './parse-name.ts'
import { namespaces } from './saml-uris.ts'
import { parseDateTime } from './parse-date-time.ts'
import { parseStatus, type Status } from './parse-status.ts'

/** What the Response element says around the assertion. Null: it does not say. */
export interface Envelope {
  /** When false, anybody on the way may have written the rest: it can get a login refused, never accepted. */
  readonly isSigned: boolean
  readonly version: string | null
  readonly issueInstant: Date
  readonly issuer: Name | null
  readonly destination: string | null
  readonly inResponseTo: string | null
  readonly status: Status
}

/** @throws AuthError SAML_TIME_INVALID */
export function parseEnvelope(response: XmlElement, isSigned: boolean): Envelope {
  return {
    isSigned,
    version: findAttribute(response, 'Version'),
    issueInstant: parseDateTime(findAttribute(response, 'IssueInstant'), 'IssueInstant of the Response'),
    issuer: parseName(findChild(response, namespaces.saml, 'Issuer')),
    destination: findAttribute(response, 'Destination'),
    inResponseTo: findAttribute(response, 'InResponseTo'),
    status: parseStatus(response),
  }
}

import { asciiLowerCase } from '../model/ascii-lower-case.ts'
import type { AttributeMapping, SamlConnection } from '../model/connection.ts'
import type { Identity } from '../model/identity.ts'
import type { Assertion, Attribute } from './assertion.ts'
import { findSubject } from './find-subject.ts'
import { findValues } from './find-values.ts'
import { hasAllGroups } from './has-all-groups.ts'

/** Says in our words what a checked assertion says about a person. */
export function assertionToIdentity(assertion: Assertion, connection: SamlConnection): Identity {
  const mapping = connection.attributes
  const subject = findSubject(assertion, mapping)
  const [statement] = assertion.authnStatements
  const first = (names: readonly string[]): string | null => findValues(assertion.attributes, names)[0] ?? null
  return {
    connectionId: connection.id,
    issuer: connection.idpEntityId,
    subject: subject?.value ?? '',
    subjectFormat: subject?.format ?? null,
    nameId: assertion.nameId?.value ?? '',
    email: findEmail(assertion, mapping),
    emailVerified: null,
    username: first(mapping.username),
    firstName: first(mapping.firstName),
    lastName: first(mapping.lastName),
    name: first(mapping.name),
    groups: findValues(assertion.attributes, mapping.groups),
    groupsComplete: hasAllGroups(assertion.attributes, mapping.groups),
    attributes: toRecord(assertion.attributes),
    authenticatedAt: statement?.authnInstant ?? null,
    authenticationContext: statement?.classRef ?? null,
    authenticationMethods: [],
    sessionIndex: statement?.sessionIndex ?? null,
    sessionExpiresAt: findSessionEnd(assertion),
  }
}

/** The mapped attribute, else the NameID when that is an address. */
function findEmail({ attributes, nameId }: Assertion, mapping: AttributeMapping): string | null {
  const candidates = [...findValues(attributes, mapping.email), ...(nameId === null ? [] : [nameId.value])]
  return candidates.map((each) => asciiLowerCase(each.trim())).find(isEmailAddress) ?? null
}

function isEmailAddress(text: string): boolean {
  return text.length <= 254 && /^[^@\s]+@[^@\s]+$/.test(text)
}

/** No prototype, so that an attribute called `__proto__` or `toString` is a name like any other. */
function toRecord(attributes: readonly Attribute[]): Readonly<Record<string, readonly string[]>> {
  const record: Record<string, readonly string[]> = Object.create(null) as Record<string, readonly string[]>
  for (const { name, values } of attributes) record[name] = [...(record[name] ?? []), ...values]
  return record
}

/** The earliest, when there are several statements. */
function findSessionEnd({ authnStatements }: Assertion): Date | null {
  const times = authnStatements.flatMap((each) => each.sessionNotOnOrAfter?.getTime() ?? [])
  return times.length === 0 ? null : new Date(Math.min(...times))
}

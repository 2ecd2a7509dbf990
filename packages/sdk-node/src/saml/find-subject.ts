import type { AttributeMapping } from '../model/connection.ts'
import type { Assertion } from './assertion.ts'
import { findValues } from './find-values.ts'
import type { Name } from './parse-name.ts'

/**
 * Who the assertion is about: the mapped attribute where the connection maps one, else the NameID. Null when that is missing
 * or blank. Never one for want of the other: somebody's NameID could be another's employee number.
 */
export function findSubject(assertion: Assertion, mapping: AttributeMapping): Name | null {
  if (mapping.subject.length > 0) {
    const [mapped] = findValues(assertion.attributes, mapping.subject)
    return mapped === undefined ? null : { value: mapped, format: null }
  }
  return assertion.nameId === null || assertion.nameId.value.trim() === '' ? null : assertion.nameId
}

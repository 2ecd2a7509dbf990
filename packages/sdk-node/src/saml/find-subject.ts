import type { AttributeMapping } from '../model/connection.ts'
import type { Assertion } from './assertion.ts'
import { findValues } from './find-values.ts'
import type { Name } from './parse-name.ts'

/** Who the assertion is about: the mapped attribute, else the NameID. Null when both are missing or blank. */
export function findSubject(assertion: Assertion, mapping: AttributeMapping): Name | null {
  const [mapped] = findValues(assertion.attributes, mapping.subject)
  if (mapped !== undefined) return { value: mapped, format: null }
  return assertion.nameId === null || assertion.nameId.value.trim() === '' ? null : assertion.nameId
}

import type { DomainOptions } from './manage-domains.ts'
import { requestInvalid } from './request-invalid.ts'
import { takeFields } from './take-fields.ts'

const changeable = ['includeSubdomains', 'connectionIds'] as const

/** What is to be changed; left out what was left out. @throws AuthError REQUEST_INVALID */
export function parseDomainChanges(given: unknown): Pick<DomainOptions, (typeof changeable)[number]> {
  return parse(takeFields(given, 'changes', changeable))
}

/** The same for a new domain. @throws AuthError REQUEST_INVALID */
export function parseDomainOptions(given: unknown): DomainOptions {
  const fields = takeFields(given, 'options', [...changeable, 'insecureAllowPublicDomain'])
  const { insecureAllowPublicDomain: insecure } = fields
  return {
    ...parse(fields),
    ...(insecure !== undefined && { insecureAllowPublicDomain: parseSwitch(insecure, 'insecureAllowPublicDomain') }),
  }
}

function parse(fields: Readonly<Record<string, unknown>>): Pick<DomainOptions, (typeof changeable)[number]> {
  const { includeSubdomains, connectionIds } = fields
  return {
    ...(includeSubdomains !== undefined && { includeSubdomains: parseSwitch(includeSubdomains, 'includeSubdomains') }),
    ...(connectionIds !== undefined && { connectionIds: parseConnectionIds(connectionIds) }),
  }
}

function parseSwitch(given: unknown, name: string): boolean {
  if (typeof given !== 'boolean') throw requestInvalid(name, 'true or false', given)
  return given
}

/** A set: sorted, so that the same one is the same. An empty one would be a domain that leads nowhere; removing it does that. */
function parseConnectionIds(given: unknown): readonly string[] | null {
  if (given === null) return null
  const isList = Array.isArray(given) && given.length > 0 && given.length <= 1000
  if (!isList || !given.every((id: unknown) => typeof id === 'string'))
    throw requestInvalid('connectionIds', 'ids of 1 to 1000 connections, or null for all', given)
  return [...new Set(given as readonly string[])].toSorted()
}

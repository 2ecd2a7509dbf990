import type { GroupOverage } from '../model/connection.ts'
import { knownGroupOverage } from './known-options.ts'
import { isObject, takeKnown } from './take-known.ts'

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * A tenant by its id only: `common` and its like stand for any tenant, and a tenant's domain cannot be compared with the
 * tenant that the identity provider names.
 *
 * @param problem takes what is wrong.
 */
export function parseGroupOverage(given: unknown, problem: (text: string) => void): GroupOverage {
  if (given === undefined || given === 'refuse') return 'refuse'
  if (!isObject(given)) {
    problem("groupOverage must be 'refuse' or an object with tenantId, clientId and clientSecret")
    return 'refuse'
  }
  const taken: Partial<Exclude<GroupOverage, string>> = takeKnown(given, knownGroupOverage, (text) =>
    problem(`groupOverage ${text}`),
  )
  const { tenantId = '', clientId = '', clientSecret = '' } = taken
  if (!guid.test(tenantId))
    problem(`groupOverage tenantId must be the id (a GUID) of an Entra tenant, is '${tenantId}'`)
  if (clientId === '') problem('groupOverage needs clientId')
  if (clientSecret === '') problem('groupOverage needs clientSecret')
  return Object.freeze({ tenantId: tenantId.toLowerCase(), clientId, clientSecret })
}

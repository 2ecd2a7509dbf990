import { groupSizes, toScimUser } from './scim-people.js'

/** @typedef {{ token: string, userIds: readonly string[], groups: { small: string, large: string } }} Targets */
/** @typedef {(targets: Targets, index: number) => import('./scim-load.js').ScimCall} ToCall */
/** @typedef {{ name: string, requests: number, lanes?: number, variants: Readonly<Record<string, ToCall>> }} Operation `variants`: by what is told of them, compared in the same rounds */

const base = '/auth/scim/v2'

/** @param {readonly object[]} operations */
const patchOf = (...operations) =>
  JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations })

/** @param {'small' | 'large'} which @returns {ToCall} */
const changeMember = (which) => (targets, index) => {
  const group = targets.groups[which]
  // Somebody beyond those who were in the small group: added, and removed again.
  const count = targets.userIds.length - groupSizes.small
  const value = targets.userIds[groupSizes.small + (Math.floor(index / 2) % count)]
  const body =
    index % 2 === 0
      ? patchOf({ op: 'add', path: 'members', value: [{ value }] })
      : patchOf({ op: 'remove', path: `members[value eq "${value}"]` })
  return { method: 'PATCH', path: `${base}/Groups/${group}`, body, status: 204 }
}

/** Spread over everybody. @param {Targets} targets @param {number} index */
const userIndexOf = ({ userIds }, index) => (index * 7919) % userIds.length

/** @param {ToCall} toCall @returns {Operation['variants']} */
const only = (toCall) => ({ '': toCall })

/** What identity providers ask most. @type {readonly Operation[]} */
export const operations = [
  {
    name: 'GET /Users/:id',
    requests: 800,
    variants: only((targets, index) => {
      const place = userIndexOf(targets, index)
      return {
        method: 'GET',
        path: `${base}/Users/${targets.userIds[place]}`,
        status: 200,
        includes: `person.${place}@acme.test`,
      }
    }),
  },
  {
    name: 'GET /Users?filter=userName eq',
    requests: 800,
    variants: only((targets, index) => {
      const place = userIndexOf(targets, index)
      const filter = encodeURIComponent(`userName eq "person.${place}@acme.test"`)
      return { method: 'GET', path: `${base}/Users?filter=${filter}`, status: 200, includes: `"totalResults":1` }
    }),
  },
  {
    name: 'GET /Users?startIndex=1&count=100',
    requests: 120,
    variants: only(() => ({
      method: 'GET',
      path: `${base}/Users?startIndex=1&count=100`,
      status: 200,
      includes: '"itemsPerPage":100',
    })),
  },
  {
    name: 'PATCH /Users/:id active',
    requests: 800,
    variants: only((targets, index) => ({
      method: 'PATCH',
      path: `${base}/Users/${targets.userIds[userIndexOf(targets, index)]}`,
      // Each is another one, and every time round the other way round: a change that changes nothing would write nothing.
      body: patchOf({ op: 'replace', path: 'active', value: Math.floor(index / targets.userIds.length) % 2 === 1 }),
      status: 200,
      includes: '"active":',
    })),
  },
  // One after the other: whoever changes one group at the same time as many others is told to try again.
  {
    name: 'PATCH /Groups/:id, a member',
    requests: 400,
    lanes: 1,
    variants: { ', 10 members': changeMember('small'), ', many members': changeMember('large') },
  },
  // The last one: it adds people.
  {
    name: 'POST /Users',
    requests: 400,
    variants: only((_targets, index) => ({
      method: 'POST',
      path: `${base}/Users`,
      body: JSON.stringify(toScimUser(`new.${index}`)),
      status: 201,
      includes: `new.${index}@acme.test`,
    })),
  },
]

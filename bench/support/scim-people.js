/** How big the two groups are whose members change. */
export const groupSizes = /** @type {const} */ ({ small: 10, large: 10_000 })

const user = 'urn:ietf:params:scim:schemas:core:2.0:User'
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** A person as an identity provider sends one. @param {string} name */
export function toScimUser(name) {
  const userName = `${name}@acme.test`
  return {
    schemas: [user, enterprise],
    userName,
    externalId: `external-${name}`,
    name: { givenName: 'Ana', familyName: `Souza ${name}` },
    displayName: `Ana Souza ${name}`,
    emails: [{ value: userName, type: 'work', primary: true }],
    title: 'Engineer',
    active: true,
    [enterprise]: { department: 'Research', employeeNumber: '701984' },
  }
}

/** @param {number} index */
export function nameOf(index) {
  return `person.${index}`
}

import { authEventTypes } from '@launchpad-sso/sdk-node'

/** `user` of `user.created`. */
export const familyOf = (type) => type.slice(0, type.indexOf('.'))

/** Every family with its types, in the order of the SDK. */
export const eventFamilies = [...new Set(authEventTypes.map(familyOf))].map((family) => ({
  family,
  types: authEventTypes.filter((type) => familyOf(type) === family),
}))

/** What a filter means: a type, or `user.*` for a whole family. Null: everything, also for what is no filter. */
export function toTypes(filter) {
  const types = authEventTypes.filter((type) => filter === type || filter === `${familyOf(type)}.*`)
  return types.length === 0 ? null : types
}

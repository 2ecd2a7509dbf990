/** In a sentence; the values are below it. */
const most = 6

/** What an event says was changed, by the names that SCIM or the SDK has for it. */
export function changedNames(data) {
  const names = [...new Set([data.old, data.new].flatMap(namesIn))]
  return names.slice(0, most).join(', ') + (names.length > most ? ', …' : '')
}

/** What SCIM sent is in an object of its own, and there what belongs to a schema extension again. */
function namesIn(values) {
  return Object.entries(values ?? {}).flatMap(([name, value]) =>
    name === 'scimAttributes' || name.startsWith('urn:') ? namesIn(value) : [name],
  )
}

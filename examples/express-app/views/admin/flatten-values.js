/** Names with a text each, in their order: `name.givenName`. What is empty is left out. The URN of a schema is no name for people. */
export function flattenValues(values, prefix = '', into = new Map()) {
  for (const [key, value] of Object.entries(values)) {
    const path = key.startsWith('urn:') || key === 'scimAttributes' ? prefix : `${prefix}${key}`
    if (isObject(value)) flattenValues(value, path === prefix ? prefix : `${path}.`, into)
    else if (!isEmpty(value)) into.set(path, toText(value))
  }
  return into
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const isEmpty = (value) => value === null || value === undefined || value === '' || value?.length === 0

/** Of a list of addresses or numbers, the values: which is which kind is in the JSON. */
function toText(value) {
  if (Array.isArray(value)) return value.map(toText).join(', ')
  if (!isObject(value)) return String(value)
  return typeof value.value === 'string' ? value.value : JSON.stringify(value)
}

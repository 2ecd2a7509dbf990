/** What a form or an address says: one text a name. What came twice, or as something else, counts as not sent. */
export function toFields(values) {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => typeof value === 'string'))
}

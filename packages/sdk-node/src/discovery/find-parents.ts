/**
 * The names above a domain, the longest first: `mail.eu.acme.test` is below `eu.acme.test` and `acme.test`. A name of one label is
 * nobody's domain.
 */
export function* findParents(domain: string): Generator<string> {
  for (let dot = domain.indexOf('.'); dot !== -1; dot = domain.indexOf('.', dot + 1)) {
    if (!domain.includes('.', dot + 1)) return
    yield domain.slice(dot + 1)
  }
}

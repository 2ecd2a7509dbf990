/** Somebody of the demo. */
export interface Person {
  readonly name: string
  readonly firstName: string
  readonly email: string
  readonly username: string
  readonly password: string
  readonly organization: string
  readonly connection: string
  readonly protocol: 'SAML' | 'OIDC'
}

export const ana: Person = {
  name: 'Ana Souza',
  firstName: 'Ana',
  email: 'ana@acme.test',
  username: 'ana',
  password: 'ana-demo-1',
  organization: 'acme',
  connection: 'acme',
  protocol: 'SAML',
}

export const bruno: Person = {
  name: 'Bruno Lima',
  firstName: 'Bruno',
  email: 'bruno@globex.test',
  username: 'bruno',
  password: 'bruno-demo-1',
  organization: 'globex',
  connection: 'globex',
  protocol: 'OIDC',
}

export const people: readonly Person[] = [ana, bruno]

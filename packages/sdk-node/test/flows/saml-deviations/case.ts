import { createConnection } from '../../support/saml-trial.ts'
import type { AuthErrorCode } from '../../../src/model/auth-error.ts'
import type { SamlConnection } from '../../../src/model/connection.ts'
import type { SigningKey } from '../../../src/saml-idp/sign-element.ts'
import type { FakePerson } from '../../../src/testing/fake-saml-idp.ts'
import type { SamlDeviation } from '../../../src/testing/saml-deviation.ts'

/** The keys of a run. Each is made once, because RSA keys take a moment. */
export interface Keys {
  readonly idp: SigningKey
  /** Of somebody else. */
  readonly other: SigningKey
  /** Ours, for encryption. */
  readonly sp: SigningKey
  /** Elliptic, of the same identity provider. */
  readonly ec: SigningKey
}

/** One row: an honest login in which one thing is different. */
export interface Case {
  readonly name: string
  /** What `finish` must say. */
  readonly expect: 'accepted' | AuthErrorCode
  readonly deviate?: SamlDeviation | ((keys: Keys) => SamlDeviation)
  readonly connection?: Partial<SamlConnection> | ((keys: Keys) => Partial<SamlConnection>)
  readonly person?: Partial<FakePerson>
  /** The IdP sends it without being asked. */
  readonly launched?: true
  /** What we remember; by default the request, or none for a launched response. */
  readonly requestId?: string | null
  /** What arrives instead of the two fields. */
  readonly params?: (form: URLSearchParams) => URLSearchParams
}

export const now: Date = new Date('2030-01-01T12:00:00.000Z')
export const loginId = 'login-1'
export const idpEntityId = 'https://idp.acme.test/saml'
export const spEntityId = 'https://app.example.test/auth/saml/acme/metadata'
export const acsUrl = 'https://app.example.test/auth/saml/acme/acs'
export const ana: FakePerson = { email: 'ana@acme.test', firstName: 'Ana', groups: ['staff', 'admins'] }

/** An instant so many minutes from now, as SAML writes it. */
export function minutes(count: number): string {
  return new Date(now.getTime() + count * 60_000).toISOString()
}

export function toConnection({ idp }: Keys, changes: Partial<SamlConnection>): SamlConnection {
  return { ...createConnection(idp), idpEntityId, spEntityId, organizationFromClaims: false, ...changes }
}

/** Replaces text that must be there: a case that changes nothing proves nothing. */
export function swap(from: string | RegExp, to: string | ((found: string) => string)): (xml: string) => string {
  return (xml) => {
    const changed = xml.replace(from, (found) => (typeof to === 'string' ? to : to(found)))
    if (changed === xml) throw new TypeError(`nothing to replace: ${String(from)} in ${xml}`)
    return changed
  }
}

/** The first element of that name, with all it holds. */
export function cut(xml: string, name: string): string {
  const found = new RegExp(`<${name}[ >][^]*?</${name}>`).exec(xml)?.[0]
  if (found === undefined) throw new TypeError(`no ${name} in ${xml}`)
  return found
}

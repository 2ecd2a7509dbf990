import type { Jwk } from '../keys/signing-keys.ts'
import type { Organization } from '../accounts/account.ts'
import type {
  Application,
  OidcApplication,
  SamlApplication,
  TokenEndpointAuthMethod,
} from '../applications/application.ts'
import type { Fields } from './fields.ts'
import { parseEvents } from './parse-events.ts'
import { isCertificate } from './is-certificate.ts'
import { parseUrl } from './parse-url.ts'

const settings = [
  'id',
  'name',
  'description',
  'organizations',
  'launchUrl',
  'eventsUrl',
  'eventsSecret',
  'type',
  'saml',
  'oidc',
]
const oidcSettings = [
  'clientId',
  'clientSecret',
  'redirectUris',
  'postLogoutRedirectUris',
  'backchannelLogoutUri',
  'tokenEndpointAuthMethod',
  'jwks',
]
const methods: readonly TokenEndpointAuthMethod[] = [
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
  'none',
]

/** @param options those of the service. */
export function parseApplications(options: Fields, organizations: readonly Organization[]): readonly Application[] {
  const taken = new Set<string>()
  const claim = (fields: Fields, name: string, key: string): void => {
    if (taken.has(key)) fields.problem(name, 'is used twice')
    taken.add(key)
  }
  return options.list('applications', settings).flatMap((fields) => {
    const common = parseCommon(fields, organizations)
    claim(fields, 'id', `id ${common.id}`)
    const type = fields.text('type')
    const application = type === 'saml' ? parseSaml(fields, common) : type === 'oidc' ? parseOidc(fields, common) : null
    if (application === null) {
      if (type !== '') fields.problem('type', `must be 'saml' or 'oidc', is '${type}'`)
      return []
    }
    if (application.type === 'saml') claim(fields, 'saml.entityId', `entity ${application.entityId}`)
    else claim(fields, 'oidc.clientId', `client ${application.clientId}`)
    return [application]
  })
}

type Common = Pick<Application, 'id' | 'name' | 'description' | 'organizations' | 'launchUrl' | 'events'>

function parseCommon(fields: Fields, organizations: readonly Organization[]): Common {
  const forOrganizations = fields.optionalTexts('organizations')
  for (const id of forOrganizations ?? []) {
    if (!organizations.some((one) => one.id === id))
      fields.problem('organizations', `names '${id}', and there is no such organization`)
  }
  const launchUrl = fields.optionalText('launchUrl')
  return {
    id: fields.id('id'),
    name: fields.text('name'),
    description: fields.optionalText('description'),
    organizations: forOrganizations,
    launchUrl: launchUrl === null ? null : checkUrl(fields, 'launchUrl', launchUrl),
    events: parseEvents(fields),
  }
}

function parseSaml(fields: Fields, common: Common): SamlApplication | null {
  const saml = fields.object('saml', ['entityId', 'acsUrl', 'certificates'])
  if (saml === null) {
    fields.problem('saml', 'is missing')
    return null
  }
  const acsUrl = saml.text('acsUrl')
  if (acsUrl !== '') checkUrl(saml, 'acsUrl', acsUrl)
  const certificates = saml.texts('certificates')
  if (!certificates.every(isCertificate)) saml.problem('certificates', 'must hold certificates in PEM form')
  return { ...common, type: 'saml', entityId: saml.text('entityId'), acsUrl, certificates }
}

function parseOidc(fields: Fields, common: Common): OidcApplication | null {
  const oidc = fields.object('oidc', oidcSettings)
  if (oidc === null) {
    fields.problem('oidc', 'is missing')
    return null
  }
  const clientSecret = oidc.optionalText('clientSecret')
  const jwks = oidc.raw('jwks') === undefined ? null : (oidc.raw('jwks') as { readonly keys: readonly Jwk[] })
  const redirectUris = oidc.texts('redirectUris')
  if (redirectUris.length === 0) oidc.problem('redirectUris', 'must hold one address at least')
  const backchannelLogoutUri = oidc.optionalText('backchannelLogoutUri')
  if (backchannelLogoutUri !== null) checkUrl(oidc, 'backchannelLogoutUri', backchannelLogoutUri)
  return {
    ...common,
    type: 'oidc',
    clientId: oidc.text('clientId'),
    clientSecret,
    redirectUris,
    postLogoutRedirectUris: oidc.texts('postLogoutRedirectUris'),
    backchannelLogoutUri,
    tokenEndpointAuthMethod: parseMethod(oidc, clientSecret !== null, jwks !== null),
    jwks,
  }
}

function parseMethod(oidc: Fields, hasSecret: boolean, hasKeys: boolean): TokenEndpointAuthMethod {
  const fallback = hasSecret ? 'client_secret_basic' : hasKeys ? 'private_key_jwt' : 'none'
  const given = oidc.optionalText('tokenEndpointAuthMethod')
  const method = given === null ? fallback : methods.find((one) => one === given)
  if (method === undefined)
    oidc.problem('tokenEndpointAuthMethod', `must be one of ${methods.join(', ')}, is '${String(given)}'`)
  if (method?.startsWith('client_secret') === true && !hasSecret)
    oidc.problem('clientSecret', `is missing, and ${method} needs it`)
  if (method === 'private_key_jwt' && !hasKeys) oidc.problem('jwks', 'is missing, and private_key_jwt needs it')
  return method ?? fallback
}

function checkUrl(fields: Fields, name: string, text: string): URL | null {
  const url = parseUrl(text)
  if (url === null) fields.problem(name, `must be an http or https URL, is '${text}'`)
  return url
}

import type { AttributeMapping } from '../model/connection.ts'
import { toAsciiDomain } from '../model/to-ascii-domain.ts'
import type { ConnectionOptions } from './auth-options.ts'
import type { ConnectionSource } from '../ports/connections.ts'
import type { ConnectionCommon } from './connection-common.ts'
import { knownAttributes, knownOidc, knownOrganization, knownSaml, type Known } from './known-options.ts'
import { parseGroupOverage } from './parse-group-overage.ts'
import { parseOidcConnection } from './parse-oidc-connection.ts'
import { parseSignals } from './parse-signals.ts'
import { parseWebAddress } from './parse-web-address.ts'
import { parseProvisioning } from './parse-provisioning.ts'
import type { Surroundings } from './surroundings.ts'
import { parseSamlConnection } from './parse-saml-connection.ts'
import { presets } from './presets.ts'
import { isObject, takeKnown } from './take-known.ts'

type Problem = (text: string) => void

/**
 * One connection of the options. Null when it cannot be built; `surroundings.problems` then says why.
 *
 * @param where the index, or the option's name, for the problem texts; null: it goes without saying.
 */
export function parseConnection(
  given: ConnectionOptions,
  where: number | string | null,
  surroundings: Surroundings,
): ConnectionSource | null {
  const at = typeof where === 'number' ? `connections[${where}] ` : where === null ? '' : `${where} `
  const problem = (text: string): void => void surroundings.problems.push(`${at}${text}`)
  const common = (options: ConnectionOptions): ConnectionCommon => parseCommon(options, surroundings, problem)
  if (!isObject(given)) {
    problem('must be an object')
    return null
  }
  if (given.type === 'saml') {
    const options = takeConnection(given, knownSaml, problem)
    return parseSamlConnection(options, common(options), surroundings, problem)
  }
  if (given.type === 'oidc') {
    const options = takeConnection(given, knownOidc, problem)
    // Only connections have the option that allows more.
    const httpRule = `http only on loopback${typeof where !== 'string' ? ' or with insecureAllowPrivateNetwork' : ''}`
    return parseOidcConnection(options, common(options), httpRule, problem)
  }
  problem(`type must be 'saml' or 'oidc', is '${String((given as { type: unknown }).type)}'`)
  return null
}

function takeConnection<T extends ConnectionOptions>(given: T, known: Known<T>, problem: Problem): T {
  const options = takeKnown(given, known, problem)
  const { organization, attributes } = options
  return {
    ...options,
    ...(organization && {
      organization: takeKnown(organization, knownOrganization, (text) => problem(`organization ${text}`)),
    }),
    ...(attributes && { attributes: takeKnown(attributes, knownAttributes, (text) => problem(`attributes ${text}`)) }),
  }
}

function parseCommon(
  options: ConnectionOptions,
  { isManaged, authUrl }: Surroundings,
  problem: Problem,
): ConnectionCommon {
  // Okta refuses an underscore in an ACS URL, and ids are part of it.
  if (typeof options.id !== 'string' || !/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(options.id))
    problem(`id must be lower-case letters, digits and hyphens, is '${String(options.id)}'`)
  if (!options.organization?.id || !options.organization.name) problem('organization needs an id and a name')
  const skew = options.clockSkewSeconds ?? 60
  if (!Number.isInteger(skew) || skew < 0 || skew > 180)
    problem(`clockSkewSeconds must be a whole number from 0 to 180, is ${skew}`)
  const anyDomain = options.insecureAllowAnyDomain ?? false
  const domains = (options.domains ?? []).map((text) => {
    const domain = toAsciiDomain(text.trim())
    if (domain === null) problem(`domains has '${text}', which is no domain name`)
    return domain ?? ''
  })
  if (domains.length === 0 && !anyDomain && !isManaged)
    problem('needs domains: a connection vouches only for its own (insecureAllowAnyDomain lifts that)')
  const preset = options.preset ?? 'custom'
  return {
    id: options.id,
    name: options.name ?? options.organization?.name ?? options.id,
    organization: Object.freeze({ ...options.organization }),
    domains: Object.freeze([...new Set(domains)]),
    status: options.status ?? 'active',
    anyDomain,
    organizationFromClaims: false,
    preset,
    attributes: mergeAttributes(options.attributes ?? {}, presets[preset].attributes),
    provisioning: parseProvisioning(options.provisioning ?? {}, isManaged, problem),
    groupOverage: parseGroupOverage(options.groupOverage, problem),
    singleLogout: options.singleLogout ?? false,
    redirectLogoutUrl: parseWebAddress('redirectLogoutUrl', options.redirectLogoutUrl, problem),
    signals: parseSignals(options.signals, `${authUrl}/signals/${options.id}`, problem),
  }
}

/** The connection's own names first, then the preset's. */
function mergeAttributes(own: Partial<AttributeMapping>, preset: AttributeMapping): AttributeMapping {
  const merge = (field: keyof AttributeMapping): readonly string[] => [
    ...new Set([...(own[field] ?? []), ...preset[field]]),
  ]
  return Object.freeze({
    // A stable id is all or nothing: mixing two sources would give one person two ids.
    subject: own.subject ?? preset.subject,
    email: merge('email'),
    username: merge('username'),
    firstName: merge('firstName'),
    lastName: merge('lastName'),
    name: merge('name'),
    groups: merge('groups'),
  })
}

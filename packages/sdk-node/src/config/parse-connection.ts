import { AuthError } from '../model/auth-error.ts'
import type { AttributeMapping } from '../model/connection.ts'
import type { ConnectionOptions } from './auth-options.ts'
import type { ConnectionSource } from './config.ts'
import type { ConnectionCommon } from './connection-common.ts'
import { parseDomain } from './parse-domain.ts'
import { parseOidcConnection } from './parse-oidc-connection.ts'
import type { Surroundings } from './surroundings.ts'
import { parseSamlConnection } from './parse-saml-connection.ts'
import { presets } from './presets.ts'

/**
 * One connection of the options. Null when it cannot be built; `surroundings.problems` then says why.
 *
 * @param where the index, or the option's name, for the problem texts.
 */
export function parseConnection(
  options: ConnectionOptions,
  where: number | string,
  surroundings: Surroundings,
): ConnectionSource | null {
  const at = typeof where === 'number' ? `connections[${where}]` : where
  const problem = (text: string): void => void surroundings.problems.push(`${at} ${text}`)
  try {
    const common = parseCommon(options, problem)
    return options.type === 'saml'
      ? parseSamlConnection(options, common, surroundings, problem)
      : parseOidcConnection(options, common, problem)
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    problem(error.detail)
    return null
  }
}

function parseCommon(options: ConnectionOptions, problem: (text: string) => void): ConnectionCommon {
  // Okta refuses an underscore in an ACS URL, and ids are part of it.
  if (!/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(options.id))
    problem(`id must be lower-case letters, digits and hyphens, is '${options.id}'`)
  if (!options.organization?.id || !options.organization.name) problem('organization needs an id and a name')
  if (options.type !== 'saml' && options.type !== 'oidc')
    problem(`type must be 'saml' or 'oidc', is '${String((options as { type: unknown }).type)}'`)
  const skew = options.clockSkewSeconds ?? 60
  if (!Number.isInteger(skew) || skew < 0 || skew > 180)
    problem(`clockSkewSeconds must be a whole number from 0 to 180, is ${skew}`)
  const anyDomain = options.insecureAllowAnyDomain ?? false
  const domains = (options.domains ?? []).map((text) => {
    const domain = parseDomain(text)
    if (domain === null) problem(`domains has '${text}', which is no domain name`)
    return domain ?? ''
  })
  if (domains.length === 0 && !anyDomain)
    problem('needs domains: a connection vouches only for its own (insecureAllowAnyDomain lifts that)')
  const preset = options.preset ?? 'custom'
  if (!Object.hasOwn(presets, preset))
    problem(`preset '${String(preset)}' is unknown; there are ${Object.keys(presets).join(', ')}`)
  return {
    id: options.id,
    name: options.name ?? options.organization?.name ?? options.id,
    organization: Object.freeze({ ...options.organization }),
    domains: Object.freeze([...new Set(domains)]),
    status: options.status ?? 'active',
    anyDomain,
    organizationFromClaims: false,
    preset,
    attributes: mergeAttributes(options.attributes ?? {}, presets[preset]?.attributes ?? presets.custom.attributes),
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

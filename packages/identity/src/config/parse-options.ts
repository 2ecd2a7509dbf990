import { quietly } from '@launchpad-sso/sdk-node/node'
import { randomBytes } from 'node:crypto'
import { IdentityError } from '../identity-error.ts'
import { stderrLog } from '../log/stderr-log.ts'
import type { Config } from './config.ts'
import { readFields, type Fields } from './fields.ts'
import type { IdentityOptions } from './identity-options.ts'
import { parseApplications } from './parse-applications.ts'
import { parseOrganizations } from './parse-organizations.ts'
import { isLoopback } from '@launchpad-sso/sdk-node/node'
import { parseUrl } from './parse-url.ts'
import { parseSigningKeys } from './parse-signing-keys.ts'
import { parseUsers } from './parse-users.ts'

const seedSettings = ['organizations', 'users', 'applications']
const settings = [...seedSettings, 'issuer', 'secrets', 'signingKeys', 'sessionSeconds', 'log', 'now']

/**
 * The one place where options become config.
 *
 * @throws IdentityError CONFIG_INVALID naming every problem.
 */
export function parseOptions(options: IdentityOptions): Config {
  const problems: string[] = []
  const fields = readFields(options, '', settings, problems)
  const organizations = parseOrganizations(fields)
  const config: Config = {
    issuer: parseIssuer(fields),
    secrets: parseSecrets(fields),
    signingKeys: parseSigningKeys(fields),
    sessionSeconds: parseSessionSeconds(fields),
    organizations,
    accounts: parseUsers(fields, organizations),
    applications: parseApplications(fields, organizations),
    log: quietly(readFunction(fields, 'log', options.log) ?? stderrLog),
    now: readFunction(fields, 'now', options.now) ?? (() => new Date()),
  }
  if (problems.length > 0) throw new IdentityError('CONFIG_INVALID', problems.join('; '))
  return Object.freeze(config)
}

function parseIssuer(fields: Fields): URL {
  const text = fields.text('issuer')
  const url = parseUrl(text)
  if (url === null) {
    if (text !== '') fields.problem('issuer', `must be an absolute URL, is '${text}'`)
    return new URL('http://localhost')
  }
  if (url.href !== `${url.origin}/`) fields.problem('issuer', `must be an origin without a path, is '${text}'`)
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    fields.problem('issuer', `must be https (http only on loopback), is '${text}'`)
  return url
}

function parseSecrets(fields: Fields): readonly string[] {
  const given = fields.optionalTexts('secrets')
  if (given === null) return [randomBytes(32).toString('base64url')]
  if (given.length === 0) fields.problem('secrets', 'must hold one text of 32 characters at least')
  for (const secret of given) {
    if (secret.length < 32) fields.problem('secrets', `must have 32 characters each, one has ${secret.length}`)
  }
  return given
}

function parseSessionSeconds(fields: Fields): number {
  const given = fields.raw('sessionSeconds') ?? 36_000
  if (typeof given === 'number' && Number.isInteger(given) && given >= 60) return given
  fields.problem('sessionSeconds', 'must be a whole number from 60')
  return 60
}

/** A seed file may hold anything under any name. */
function readFunction<F>(fields: Fields, name: string, given: F | undefined): F | null {
  if (given === undefined || typeof given === 'function') return given ?? null
  fields.problem(name, 'must be a function')
  return null
}

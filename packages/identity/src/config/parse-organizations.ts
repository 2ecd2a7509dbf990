import { toAsciiDomain } from '@launchpad-sso/sdk-node/node'
import type { Organization } from '../accounts/account.ts'
import type { Fields } from './fields.ts'

/** @param options those of the service. */
export function parseOrganizations(options: Fields): readonly Organization[] {
  const owners = new Map<string, string>()
  const ids = new Set<string>()
  return options.list('organizations', ['id', 'name', 'domains']).map((fields) => {
    const id = fields.id('id')
    if (ids.has(id)) fields.problem('id', `'${id}' is used twice`)
    ids.add(id)
    const domains = fields.texts('domains').map((text) => parseDomain(text, fields))
    for (const domain of domains) {
      const owner = owners.get(domain)
      if (owner !== undefined) fields.problem('domains', `'${domain}' belongs to '${owner}' already`)
      owners.set(domain, id)
    }
    return { id, name: fields.text('name'), domains }
  })
}

function parseDomain(text: string, fields: Fields): string {
  const domain = toAsciiDomain(text.trim())
  if (domain === null) fields.problem('domains', `must hold names such as 'acme.test', holds '${text}'`)
  return domain ?? ''
}

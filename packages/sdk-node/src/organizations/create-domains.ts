import type { Domain } from '../model/domain.ts'
import { addDomain } from './add-domain.ts'
import type { DomainTools } from './domain-tools.ts'
import { getDomain } from './get-domain.ts'
import { isPublicId } from '../model/is-public-id.ts'
import type { ManagedDomain, ManageDomains } from './manage-domains.ts'
import { removeDomain } from './remove-domain.ts'
import { updateDomain } from './update-domain.ts'
import { verificationRecordOf } from './verification-record.ts'
import { verifyDomain } from './verify-domain.ts'

/** The e-mail domains of a store. */
export function createDomains(tools: DomainTools): ManageDomains {
  const { domains } = tools.store
  const show = (domain: Domain): ManagedDomain => ({ ...domain, verificationRecord: verificationRecordOf(domain) })
  return Object.freeze({
    add: async (id, name, options = {}, context) => show(await addDomain(id, name, options, context, tools)),
    get: async (id, name) => show(await getDomain(id, name, domains)),
    list: async (id) => (isPublicId(id) ? (await domains.list(id)).map(show) : []),
    verify: async (id, name, context) => verifyDomain(id, name, context, tools),
    update: async (id, name, changes, context) => show(await updateDomain(id, name, changes, context, tools)),
    remove: async (id, name, context) => removeDomain(id, name, context, tools),
  } satisfies ManageDomains)
}

import type { Domain } from '../model/domain.ts'
import type { VerificationRecord } from './manage-domains.ts'

/** What the owner of the domain has to write into the DNS. */
export function verificationRecordOf(domain: Pick<Domain, 'name' | 'verificationValue'>): VerificationRecord {
  return {
    type: 'TXT',
    name: verificationHost(domain.name),
    value: `launchpad-domain-verification=${domain.verificationValue}`,
  }
}

/** An underscore keeps it apart from every host, so whoever may name a host in the domain cannot take it. @see RFC 8552 */
export function verificationHost(name: string): string {
  return `_launchpad.${name}`
}

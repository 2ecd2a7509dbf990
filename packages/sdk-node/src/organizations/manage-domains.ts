import type { Domain } from '../model/domain.ts'
import type { WriteContext } from '../model/write-context.ts'

/** The DNS record that proves a domain. */
export interface VerificationRecord {
  readonly type: 'TXT'
  /** Absolute, without the last dot: `_launchpad.acme.test`. */
  readonly name: string
  /** `launchpad-domain-verification=` and the domain's random value. */
  readonly value: string
}

/** A domain, and what its owner has to write into the DNS. */
export interface ManagedDomain extends Domain {
  readonly verificationRecord: VerificationRecord
}

/** What `verify` found. */
export interface DomainVerification {
  /**
   * `verified`; `no-record`: the name is there and has no TXT record; `no-such-name` (NXDOMAIN): neither is the name;
   * `other-value`: there are TXT records and none is ours; `timeout`: no name server answered in time; `dns-failure`: one answered
   * with an error (SERVFAIL, REFUSED); `taken`: the record is right, but another organization has verified the domain.
   */
  readonly result: 'verified' | 'no-record' | 'no-such-name' | 'other-value' | 'timeout' | 'dns-failure' | 'taken'
  readonly domain: ManagedDomain
  /** The TXT values that were there, shortened: at most 20 of 300 characters. */
  readonly found: readonly string[]
}

/** How a domain is used. */
export interface DomainOptions {
  /** Serves addresses in its subdomains too. @default false */
  readonly includeSubdomains?: boolean
  /** Connections of the organization that serve it. @default null: all active ones */
  readonly connectionIds?: readonly string[] | null
  /**
   * Takes public suffixes and free-mail domains: whoever controls the organization's IdP can then sign in as anybody with such an
   * address. Only for `add`.
   *
   * @default false
   */
  readonly insecureAllowPublicDomain?: boolean
}

/** E-mail domains of organizations. A domain leads to a connection only while it is verified. */
export interface ManageDomains {
  /**
   * Adds a domain, not verified yet.
   *
   * @param name in any case, also as an international domain name.
   * @throws AuthError DOMAIN_INVALID, DOMAIN_CONFLICT (the organization has it, or another has verified it), ORGANIZATION_NOT_FOUND, CONNECTION_NOT_FOUND
   */
  readonly add: (
    organizationId: string,
    name: string,
    options?: DomainOptions,
    context?: WriteContext,
  ) => Promise<ManagedDomain>
  /** @throws AuthError DOMAIN_NOT_FOUND */
  readonly get: (organizationId: string, name: string) => Promise<ManagedDomain>
  readonly list: (organizationId: string) => Promise<readonly ManagedDomain[]>
  /**
   * Looks for the TXT record now. A domain that is verified stays so, whatever is found.
   *
   * @throws AuthError DOMAIN_NOT_FOUND, WRITE_CONFLICT
   */
  readonly verify: (organizationId: string, name: string, context?: WriteContext) => Promise<DomainVerification>
  /** @throws AuthError DOMAIN_NOT_FOUND, CONNECTION_NOT_FOUND, WRITE_CONFLICT */
  readonly update: (
    organizationId: string,
    name: string,
    changes: Pick<DomainOptions, 'includeSubdomains' | 'connectionIds'>,
    context?: WriteContext,
  ) => Promise<ManagedDomain>
  /**
   * From now on nobody signs in with an address in it, on any instance.
   *
   * @throws AuthError DOMAIN_NOT_FOUND
   */
  readonly remove: (organizationId: string, name: string, context?: WriteContext) => Promise<void>
}

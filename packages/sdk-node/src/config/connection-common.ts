import type { Connection } from '../model/connection.ts'

/** What both kinds of connection share, parsed. */
export type ConnectionCommon = Pick<
  Connection,
  | 'id'
  | 'name'
  | 'organization'
  | 'domains'
  | 'status'
  | 'anyDomain'
  | 'organizationFromClaims'
  | 'preset'
  | 'attributes'
  | 'provisioning'
  | 'groupOverage'
  | 'singleLogout'
  | 'redirectLogoutUrl'
  | 'signals'
>

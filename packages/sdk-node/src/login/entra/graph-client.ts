import type { GroupOverage } from '../../model/connection.ts'

/** As whom a connection asks Microsoft Graph. */
export type GraphClient = Exclude<GroupOverage, string> & { readonly connectionId: string }

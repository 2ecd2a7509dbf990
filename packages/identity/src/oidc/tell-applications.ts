import type Provider from 'oidc-provider'
import type { OidcProviderOptions } from './oidc-provider-options.ts'

/** What there is of oidc-provider's session and clients beyond their published types. */
interface Entered {
  readonly accountId?: string | undefined
  readonly authorizations?: Readonly<Record<string, unknown>> | undefined
  readonly sidFor: (clientId: string) => string | undefined
}
interface Told {
  readonly backchannelLogoutUri?: string | undefined
  readonly backchannelLogout: (accountId: string, sid: string | undefined) => Promise<void>
}

/**
 * Tells every application that was entered with this session that it is over. All at once; one that does not answer is left behind.
 *
 * @see OpenID Connect Back-Channel Logout 1.0, section 2.3
 */
export async function tellApplications(
  session: unknown,
  { Client }: Pick<Provider, 'Client'>,
  { onTold }: Pick<OidcProviderOptions, 'onTold'>,
): Promise<void> {
  const entered = session as Entered
  const { accountId } = entered
  if (accountId === undefined) return
  const clientIds = Object.keys(entered.authorizations ?? {})
  await Promise.all(
    clientIds.map(async (clientId) => {
      const client = (await Client.find(clientId)) as Told | undefined
      if (client?.backchannelLogoutUri === undefined) return
      await client.backchannelLogout(accountId, entered.sidFor(clientId)).then(
        () => onTold(clientId, null),
        (error: Error) => onTold(clientId, error),
      )
    }),
  )
}

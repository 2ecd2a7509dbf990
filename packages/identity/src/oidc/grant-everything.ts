import type { Grant, KoaContextWithOIDC } from 'oidc-provider'

/** The grant of an application for the signed-in person, with every scope it asks for: nobody is asked for consent. */
export async function grantEverything({ oidc }: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, account, session, provider } = oidc
  if (client === undefined || account === undefined) return undefined
  const knownId = session?.grantIdFor(client.clientId)
  const known = knownId === undefined ? undefined : await provider.Grant.find(knownId)
  const grant = known ?? new provider.Grant({ clientId: client.clientId, accountId: account.accountId })
  grant.addOIDCScope([...oidc.requestParamScopes].join(' '))
  await grant.save()
  return grant
}

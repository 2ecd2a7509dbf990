import { organizationRecord, insertRecords } from '../../../../packages/sdk-node/test/support/stored-records.ts'
import type { TwoInstances } from '../instances/two-instances.ts'
import type { Begun, Cause } from './cause.ts'
import { signInByApp, signInByOidc, signInBySaml } from './sign-in.ts'
import { signOut, sloUrlOf } from './sign-out.ts'

/** What people, administrators and the app do. */
export const ownCauses: Readonly<Record<string, Cause>> = {
  'signed out, the cookie was copied': async (app, name) => {
    const client = await signInByOidc(app, { email: `${name}@globex.test` })
    const cookie = client.cookies()
    return { cookie, end: async () => signOut(app, client, { single_logout: 'false' }) }
  },
  'signed out, and at the OpenID provider': async (app, name) => {
    const client = await signInByOidc(app, { email: `${name}@globex.test` })
    const signOutThere = async (): Promise<unknown> => {
      const away = await signOut(app, client)
      return client.get((await app.idps.oidc.fetch(away)).headers.get('location') ?? '')
    }
    return { cookie: client.cookies(), end: signOutThere }
  },
  'signed out, and at the SAML identity provider': async (app, name) => {
    const client = await signInBySaml(app, { email: `${name}@acme.test` })
    const signOutThere = async (): Promise<unknown> => {
      const { saml } = app.idps
      return client.get(saml.answerLogout(await signOut(app, client), { sloUrl: sloUrlOf(app) }).url)
    }
    return { cookie: client.cookies(), end: signOutThere }
  },
  'sessions.revoke, one session': async (app, name) => {
    const client = await signInBySaml(app, { email: `${name}@acme.test` })
    const sessionId = (await sessionOf(app, client.cookies())).id
    return { cookie: client.cookies(), end: async () => app.one.auth.sessions.revoke('acme', { sessionId }) }
  },
  'sessions.revoke, all of a person': async (app, name) => {
    const client = await signInBySaml(app, { email: `${name}@acme.test` })
    const userId = (await sessionOf(app, client.cookies())).user.id
    return { cookie: client.cookies(), end: async () => app.one.auth.sessions.revoke('acme', { userId }) }
  },
  'sessions.revoke, all of a connection': async (app, name) => {
    const client = await signInByOidc(app, { email: `${name}@globex.test` })
    return {
      cookie: client.cookies(),
      end: async () => app.one.auth.sessions.revoke('globex', { connectionId: 'globex' }),
    }
  },
  'sessions.revoke, everybody': async (app, name) => {
    const client = await signInByOidc(app, { email: `${name}@globex.test` })
    return { cookie: client.cookies(), end: async () => app.one.auth.sessions.revoke('globex', { everybody: true }) }
  },
  'password sign-in switched off': async (app, name) => {
    const begun = await beginByPassword(app, name)
    return {
      ...begun,
      end: async () => app.one.auth.organizations.update(name, { settings: { passwordSignIn: false } }),
    }
  },
  'organization removed': async (app, name) => {
    const begun = await beginByPassword(app, name)
    return { ...begun, end: async () => app.one.auth.organizations.remove(name) }
  },
}

/** In an organization of that name, by the app's own form. */
async function beginByPassword(app: TwoInstances, name: string): Promise<Pick<Begun, 'cookie'>> {
  await insertRecords(app.store, { organizations: [organizationRecord(name)] })
  const cookie = await signInByApp(app, {
    user: { id: `user-${name}`, email: `ana@${name}.test` },
    organization: { id: name, name },
    connection: 'password',
  })
  return { cookie }
}

async function sessionOf({ one }: TwoInstances, cookie: string): Promise<{ id: string; user: { id: string } }> {
  const response = await fetch(`${one.origin}/auth/session`, { headers: { cookie } })
  const { session } = (await response.json()) as { session: { id: string; user: { id: string } } | null }
  if (session === null) throw new Error('wanted somebody who is signed in, got nobody')
  return session
}

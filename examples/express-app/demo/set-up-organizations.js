/**
 * The two customers, by the same calls an app makes at run time. Made once: whatever a visitor changes afterwards stays. Only what
 * the demo itself gave is brought up to date, when the identity service has moved to another port.
 */
export async function setUpOrganizations({ auth, identity, data }) {
  const { given, globexClientSecret } = data.kept()
  const { metadata, issuer } = identity
  const now = { metadata, issuer, redirectLogoutUrl: `${issuer}/logout` }
  if (given.isComplete) await bringUpToDate({ auth, given, now })
  else {
    await setUp(auth, acme(now))
    await setUp(auth, globex(now, globexClientSecret))
  }
  await data.keep({ given: { ...now, isComplete: true } })
}

const context = { actor: { type: 'system', id: null } }

const acme = ({ metadata, redirectLogoutUrl }) => ({
  organization: { id: 'acme', name: 'Acme', supportContact: 'it@acme.test' },
  domain: 'acme.test',
  connection: { id: 'acme', type: 'saml', loginHintParameter: 'login_hint', metadata, redirectLogoutUrl },
  // The first one in: somebody has to let in the others. Given by hand, so that no group can take it away.
  people: [{ email: 'ana@acme.test', name: 'Ana Souza', status: 'invited', role: 'admin' }],
})

const globex = ({ issuer }, clientSecret) => ({
  organization: { id: 'globex', name: 'Globex', supportContact: 'it@globex.test' },
  domain: 'globex.test',
  connection: {
    id: 'globex',
    type: 'oidc',
    issuer,
    clientId: 'procurement',
    clientSecret,
    // The identity service of the demo runs on this machine.
    insecureAllowPrivateNetwork: true,
  },
  people: [],
})

/** Goes on where a first start was broken off. */
async function setUp(auth, { organization, domain, connection, people }) {
  const { id } = organization
  if ((await auth.organizations.find(id)) === null) await auth.organizations.create(organization, context)
  const domains = await auth.domains.list(id)
  if (!domains.some(({ name }) => name === domain)) await auth.domains.add(id, domain, {}, context)
  await auth.domains.verify(id, domain, context)
  const found = (await auth.connections.list(id)).find((one) => one.id === connection.id)
  const { status } = found ?? (await auth.connections.create(id, connection, context))
  if (status !== 'active') await auth.connections.activate(id, connection.id, context)
  for (const person of people)
    if ((await auth.users.findByEmail(id, person.email)) === null) await auth.users.create(id, person, context)
}

async function bringUpToDate({ auth, given, now }) {
  for (const [id, setting] of [
    ['acme', 'metadata'],
    ['acme', 'redirectLogoutUrl'],
    ['globex', 'issuer'],
  ]) {
    if (given[setting] === now[setting]) continue
    const connection = (await auth.connections.list(id)).find((one) => one.id === id)
    if (connection?.settings[setting] !== given[setting]) continue
    await auth.connections.update(id, id, { [setting]: now[setting] }, context)
  }
}

// What the Okta or Entra of a customer would send, from the command line:
//
//   SCIM_TOKEN=… node examples/express-app/provision.js http://localhost:3000/auth/scim/v2
//
// Any number of times: who is there already is brought up to date.
const [baseUrl, domain = 'acme.test'] = process.argv.slice(2)
// Not an argument: those are in the history of a shell, and every other program on the machine can see them.
const token = process.env.SCIM_TOKEN
if (!baseUrl || !URL.canParse(baseUrl) || !token) {
  console.error('SCIM_TOKEN=<token> node examples/express-app/provision.js <base URL> [acme.test or globex.test]')
  process.exit(2)
}

const core = 'urn:ietf:params:scim:schemas:core:2.0'
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

const toUser = ([givenName, familyName], { title, department, employeeNumber }) => {
  const userName = `${givenName.toLowerCase()}@${domain}`
  return {
    schemas: [`${core}:User`, enterprise],
    externalId: `hr-${employeeNumber}`,
    userName,
    active: true,
    name: { givenName, familyName, formatted: `${givenName} ${familyName}` },
    displayName: `${givenName} ${familyName}`,
    emails: [{ value: userName, type: 'work', primary: true }],
    title,
    [enterprise]: { department, employeeNumber },
  }
}

try {
  await provision()
} catch (error) {
  console.error(`\n  ${error.message}\n`)
  process.exitCode = 1
}

async function provision() {
  console.log(`\n  To ${baseUrl}\n`)
  // How a directory finds out whether it may come in: it looks for somebody who cannot be there.
  await call('GET', `Users?filter=${encodeURIComponent('userName eq "nobody-at-all"')}`, 'The token is good')

  const ana = await put(
    'Users',
    'userName',
    toUser(['Ana', 'Souza'], { title: 'Head of purchasing', department: 'Procurement', employeeNumber: '1001' }),
  )
  const bruno = await put(
    'Users',
    'userName',
    toUser(['Bruno', 'Lima'], { title: 'Buyer', department: 'Procurement', employeeNumber: '1002' }),
  )
  await put('Groups', 'displayName', toGroup('Procurement', [ana, bruno]))
  const approvers = await put('Groups', 'displayName', toGroup('Budget approvers', [ana]))

  await patch(`Users/${bruno.id}`, { path: 'title', value: 'Senior buyer' }, 'Bruno has another title')
  await patch(
    `Groups/${approvers.id}`,
    { op: 'add', path: 'members', value: [{ value: bruno.id }] },
    'Bruno approves, too',
  )
  await patch(`Users/${bruno.id}`, { path: 'active', value: false }, 'Bruno is on leave: switched off')
  await patch(`Users/${bruno.id}`, { path: 'active', value: true }, 'Bruno is back')
  console.log('\n  Done. See the people and the events in the administration of the app.\n')
}

function toGroup(displayName, members) {
  return {
    schemas: [`${core}:Group`],
    externalId: `hr-group-${displayName.toLowerCase().replaceAll(' ', '-')}`,
    displayName,
    members: members.map(({ id }) => ({ value: id })),
  }
}

/** Looks first, then creates or replaces: as the agents of directories do. */
async function put(type, key, resource) {
  const name = resource.displayName
  const filter = encodeURIComponent(`${key} eq "${resource[key]}"`)
  const { Resources: [found] = [] } = await call('GET', `${type}?filter=${filter}`)
  if (found) return call('PUT', `${type}/${found.id}`, `${name} was there: brought up to date`, resource)
  return call('POST', type, `${name} is new`, resource)
}

async function patch(path, operation, says) {
  const body = { schemas: [patchOp], Operations: [{ op: 'replace', ...operation }] }
  return call('PATCH', path, says, body)
}

async function call(method, path, says, body) {
  const response = await fetch(`${baseUrl.replace(/\/$/, '')}/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  if (says) console.log(`  ${method.padEnd(6)} ${response.status}  ${says}`)
  return text === '' ? null : JSON.parse(text)
}

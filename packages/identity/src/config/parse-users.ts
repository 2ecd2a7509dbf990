import { createHash } from 'node:crypto'
import type { Account, Organization } from '../accounts/account.ts'
import type { AccountSeed } from '../accounts/accounts.ts'
import type { Fields } from './fields.ts'

const settings = ['username', 'email', 'name', 'password', 'organization', 'groups', 'id', 'firstName', 'lastName']

/** @param options those of the service. */
export function parseUsers(options: Fields, organizations: readonly Organization[]): readonly AccountSeed[] {
  const names = new Map<string, string>()
  const ids = new Set<string>()
  return options.list('users', settings).map((fields) => {
    const account = parseAccount(fields, organizations)
    for (const name of new Set([account.username, account.email])) {
      if (names.has(name)) fields.problem(name === account.username ? 'username' : 'email', `'${name}' is used twice`)
      names.set(name, account.id)
    }
    if (ids.has(account.id)) fields.problem('id', `'${account.id}' is used twice`)
    ids.add(account.id)
    return { account, password: fields.text('password') }
  })
}

function parseAccount(fields: Fields, organizations: readonly Organization[]): Account {
  const username = fields.text('username').normalize('NFKC').trim().toLowerCase()
  const email = fields.text('email').normalize('NFKC').trim().toLowerCase()
  if (email !== '' && !/^[^\s@]+@[^\s@]+$/.test(email))
    fields.problem('email', `must be an e-mail address, is '${email}'`)
  const organizationId = fields.text('organization')
  const organization = organizations.find((one) => one.id === organizationId)
  if (organization === undefined && organizationId !== '')
    fields.problem('organization', `must be the id of an organization, is '${organizationId}'`)
  const name = fields.text('name').trim()
  const [firstWord = '', ...otherWords] = name.split(/\s+/)
  return {
    id: fields.optionalText('id') ?? toAccountId(username),
    username,
    email,
    name,
    firstName: fields.optionalText('firstName') ?? firstWord,
    lastName: fields.optionalText('lastName') ?? otherWords.join(' '),
    organization: organization ?? { id: organizationId, name: '', domains: [] },
    groups: fields.texts('groups'),
  }
}

/** The same after every restart, so that an application finds its users again. */
function toAccountId(username: string): string {
  return createHash('sha256').update(`account ${username}`).digest('base64url').slice(0, 22)
}

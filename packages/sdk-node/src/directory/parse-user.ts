import type { UserStatus } from '../model/user.ts'
import type { UserChanges, UserDraft, UserQuery } from './manage-users.ts'
import { parseLimit, toCursorParser } from './page.ts'
import { parseFields, type FieldParsers } from './parse-fields.ts'
import { invalid, orNull, parseBoolean, parseRole, toChoiceParser, toListParser, toTextParser } from './parse-values.ts'

/** Same as at sign-in; null where the text is no address. */
export type ParseEmail = (text: string) => { readonly address: string } | null

const statuses = ['pending', 'invited', 'active', 'inactive', 'blocked'] as const satisfies readonly UserStatus[]
const parseStatus = toChoiceParser(statuses)
const parseName = orNull(toTextParser({ max: 200 }))

const parseSearch = toTextParser({ max: 200 })

/** @throws AuthError REQUEST_INVALID, ROLE_INVALID */
export function parseUserDraft(value: unknown, parseEmail: ParseEmail): UserDraft {
  const draft = parseFields<UserDraft>('draft', value, {
    ...changeParsers(parseEmail),
    source: toChoiceParser(['manual', 'import']),
  })
  checkKnowable({ email: null, username: null, externalId: null, ...draft })
  return draft
}

/** @throws AuthError REQUEST_INVALID, ROLE_INVALID */
export function parseUserChanges(value: unknown, parseEmail: ParseEmail): UserChanges {
  return parseFields<UserChanges>('changes', value, changeParsers(parseEmail))
}

/** Somebody has to be found by something. @throws AuthError REQUEST_INVALID */
export function checkKnowable({ email, username, externalId }: Knowable): void {
  if (email === null && username === null && externalId === null)
    throw invalid('user', 'at least one of email, username and externalId', null)
}

/** @throws AuthError REQUEST_INVALID */
export function parseUserQuery(value: unknown, list: readonly string[]): UserQuery {
  return parseFields<UserQuery>('query', value, {
    includeSubOrganizations: parseBoolean,
    statuses: toListParser(parseStatus, statuses.length),
    includeWithoutRole: parseBoolean,
    search: (text, name) => (typeof text === 'string' && text.trim() === '' ? '' : parseSearch(text, name)),
    after: toCursorParser(list),
    limit: parseLimit,
  })
}

type Knowable = Required<Pick<UserDraft, 'email' | 'username' | 'externalId'>>

function changeParsers(parseEmail: ParseEmail): FieldParsers<UserChanges> {
  return {
    email: orNull((value, name) => {
      const email = typeof value === 'string' ? parseEmail(value) : null
      if (email === null) throw invalid(name, 'an e-mail address or null', value)
      return email.address
    }),
    username: parseName,
    externalId: orNull(toTextParser({ max: 250, isTrimmed: false })),
    name: parseName,
    firstName: parseName,
    lastName: parseName,
    status: parseStatus,
    role: orNull(parseRole),
  }
}

import type { Outside } from '../../ports/outside.ts'
import { groupsIncomplete } from './groups-incomplete.ts'
import { requestJson, toReason, type JsonAnswer } from './request-json.ts'

const who = 'Microsoft Graph'
const origin = 'https://graph.microsoft.com'
/** Graph refuses more than 11,000 groups; as a rule they come in one page. */
const maxPages = 50

/**
 * The object ids of every group the person is in, nested and not: what the `groups` claim says. Distribution groups too,
 * because a claim may have been set up to name them; only mapped groups give a role.
 *
 * The link that came instead of the groups is not followed: a reply must not say where a token of ours goes, and as a rule it names
 * an interface that was switched off (Azure AD Graph).
 *
 * @throws AuthError LOGIN_GROUPS_INCOMPLETE
 * @see https://learn.microsoft.com/graph/api/directoryobject-getmembergroups
 */
export async function fetchGroups(
  objectId: string,
  token: string,
  outside: Outside,
): Promise<readonly string[] | 'token refused'> {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': 'application/json' }
  const first: RequestInit = { method: 'POST', headers, body: JSON.stringify({ securityEnabledOnly: false }) }
  const groups = new Set<string>()
  let url: string | null = `${origin}/v1.0/users/${objectId}/getMemberGroups`
  for (let page = 0; page < maxPages; page += 1) {
    const answer: JsonAnswer = await requestJson(who, url, page === 0 ? first : { headers }, outside)
    if (answer.status === 401) return 'token refused'
    if (answer.status !== 200) throw groupsIncomplete(`${who}: wanted 200, got ${toReason(answer)}`)
    for (const group of getValues(answer)) groups.add(group)
    url = findNext(answer)
    if (url === null) return [...groups]
  }
  throw groupsIncomplete(`${who}: wanted at most ${maxPages} pages of groups, got more`)
}

function getValues({ body }: JsonAnswer): readonly string[] {
  const values = body['value']
  if (Array.isArray(values) && values.every((value) => typeof value === 'string' && value !== ''))
    return values as readonly string[]
  throw groupsIncomplete(`${who}: wanted a list of group ids, got something else`)
}

/** The next page has the same origin: the token is for nobody else. */
function findNext({ body }: JsonAnswer): string | null {
  const link = body['@odata.nextLink']
  if (link === undefined || link === null) return null
  const url = typeof link === 'string' && URL.canParse(link) ? new URL(link) : null
  if (url !== null && url.origin === origin && url.username === '' && url.password === '') return url.href
  throw groupsIncomplete(`${who}: wanted the next page at ${origin}, got ${url?.origin ?? 'no URL'}`)
}

/** An answer as it came. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Undefined: no body. */
  readonly body: unknown
}

const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error'
const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** What is wrong with an answer whatever was asked. @see RFC 7644, sections 3.1, 3.3, 3.4.2 and 3.12 */
export function checkForm({ status, headers, text, body }: Answer): readonly string[] {
  const problems: string[] = []
  const must = (holds: boolean, problem: string): void => void (holds || problems.push(problem))
  must(status < 500 || status === 501, `the status is ${status}`)
  if (status === 204 || status === 304) must(text === '', `${status} has a body`)
  if (body === undefined) return problems
  must(
    headers.get('content-type')?.startsWith('application/scim+json') === true,
    'the type is not application/scim+json',
  )
  if (status >= 400) problems.push(...checkError(status, body))
  else {
    must(!/"password"/i.test(text) || /:Schema"|ServiceProviderConfig"/.test(text), 'the answer holds a password')
    problems.push(...findNulls(body, 'answer'))
    if (isObject(body) && listOf(body['schemas']).includes(listSchema)) problems.push(...checkList(body))
    else if (isObject(body) && isObject(body['meta'])) problems.push(...checkResource(body, status, headers))
  }
  return problems
}

function checkError(status: number, body: unknown): readonly string[] {
  if (!isObject(body)) return ['the error is no object']
  const problems: string[] = []
  if (!listOf(body['schemas']).includes(errorSchema)) problems.push('the error has not the schema of errors')
  if (body['status'] !== String(status)) problems.push(`the error says status ${JSON.stringify(body['status'])}`)
  if (typeof body['detail'] !== 'string' || body['detail'] === '') problems.push('the error has no detail')
  if (/\bat .*\.[jt]s:\d+|node_modules/.test(JSON.stringify(body))) problems.push('the error tells of our insides')
  return problems
}

function checkList(body: Readonly<Record<string, unknown>>): readonly string[] {
  const problems: string[] = []
  if (!Number.isInteger(body['totalResults'])) problems.push('totalResults is no whole number')
  const resources = body['Resources']
  if (!Array.isArray(resources)) return [...problems, 'there are no Resources, not even none']
  for (const name of ['startIndex', 'itemsPerPage'])
    if (name in body && !Number.isInteger(body[name])) problems.push(`${name} is no whole number`)
  if ('itemsPerPage' in body && body['itemsPerPage'] !== resources.length)
    problems.push('itemsPerPage is not how many came')
  if (resources.some((one) => !isObject(one) || !Array.isArray(one['schemas'])))
    problems.push('a resource has no schemas')
  return problems
}

function checkResource(body: Readonly<Record<string, unknown>>, status: number, headers: Headers): readonly string[] {
  const problems: string[] = []
  const meta = body['meta'] as Readonly<Record<string, unknown>>
  if (!Array.isArray(body['schemas']) || body['schemas'].length === 0) problems.push('the resource has no schemas')
  if (typeof meta['resourceType'] !== 'string') problems.push('meta has no resourceType')
  if (status === 201 && headers.get('location') !== meta['location'])
    problems.push(`Location is ${headers.get('location')}, meta.location is ${String(meta['location'])}`)
  if (typeof meta['version'] === 'string' && headers.get('etag') !== meta['version'])
    problems.push(`ETag is ${headers.get('etag')}, meta.version is ${meta['version']}`)
  return problems
}

/** No client can do anything with a null, and Entra ID refuses it. */
function findNulls(value: unknown, at: string): readonly string[] {
  if (value === null) return [`${at} is null`]
  if (Array.isArray(value)) return value.flatMap((one, index) => findNulls(one, `${at}[${index}]`))
  return isObject(value) ? Object.entries(value).flatMap(([name, one]) => findNulls(one, `${at}.${name}`)) : []
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

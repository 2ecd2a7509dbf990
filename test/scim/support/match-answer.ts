import type { Json, JsonObject } from '@launchpad-sso/sdk-node'

/** What a value may be, where the client does not care which. */
const kinds: Readonly<Record<string, (value: unknown) => boolean>> = {
  '<any>': (value) => value !== undefined,
  '<absent>': (value) => value === undefined,
  '<string>': (value) => typeof value === 'string' && value !== '',
  '<boolean>': (value) => typeof value === 'boolean',
  '<integer>': (value) => Number.isInteger(value),
  '<dateTime>': (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value),
  '<etag>': (value) => typeof value === 'string' && /^W\/"[^"]+"$/.test(value),
  '<list>': (value) => Array.isArray(value) && value.length > 0,
}

/**
 * Where the answer is not what is wanted. An object may hold more than is wanted of it. A list must hold exactly what is wanted, in
 * any order; `{ '<inOrder>': […] }` in that order; `{ '<includes>': […] }` more as well.
 */
export function matchAnswer(wanted: Json, actual: unknown, at = 'answer'): readonly string[] {
  if (typeof wanted === 'string' && wanted in kinds)
    return kinds[wanted]!(actual) ? [] : [`${at}: wanted ${wanted}, got ${show(actual)}`]
  if (Array.isArray(wanted)) return matchList(wanted, actual, at, true)
  if (typeof wanted !== 'object' || wanted === null)
    return actual === wanted ? [] : [`${at}: wanted ${show(wanted)}, got ${show(actual)}`]
  const { '<inOrder>': inOrder, '<includes>': includes, ...members } = wanted as JsonObject
  if (Array.isArray(inOrder)) return matchInOrder(inOrder, actual, at)
  if (Array.isArray(includes)) return matchList(includes, actual, at, false)
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual))
    return [`${at}: wanted an object, got ${show(actual)}`]
  return Object.entries(members).flatMap(([name, one]) =>
    matchAnswer(one, (actual as Record<string, unknown>)[name], `${at}.${name}`),
  )
}

function matchInOrder(wanted: readonly Json[], actual: unknown, at: string): readonly string[] {
  if (!Array.isArray(actual) || actual.length !== wanted.length)
    return [`${at}: wanted ${wanted.length} in order, got ${show(actual)}`]
  return wanted.flatMap((one, index) => matchAnswer(one, actual[index], `${at}[${index}]`))
}

function matchList(wanted: readonly Json[], actual: unknown, at: string, whole: boolean): readonly string[] {
  if (!Array.isArray(actual)) return [`${at}: wanted a list, got ${show(actual)}`]
  const left: unknown[] = [...actual]
  const problems: string[] = []
  for (const one of wanted) {
    const place = left.findIndex((candidate) => matchAnswer(one, candidate).length === 0)
    if (place === -1) problems.push(`${at}: wanted ${show(one)} among ${show(actual)}`)
    else left.splice(place, 1)
  }
  if (whole && problems.length === 0 && left.length > 0)
    problems.push(`${at}: got ${show(left)} beside what was wanted`)
  return problems
}

function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 600 ? `${text.slice(0, 600)}…` : text
}

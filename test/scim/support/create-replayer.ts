import { checkForm, type Answer } from './check-form.ts'
import { fillIn } from './fill-in.ts'
import { matchAnswer } from './match-answer.ts'
import type { Sequence, Step } from './sequence.ts'

type Send = (request: Request) => Promise<Response>

/** Sends the steps of one sequence, one after the other, with what is kept of their answers. */
export interface Replayer {
  /** Answers what is wrong with the answer. */
  readonly replay: (step: Step) => Promise<readonly string[]>
}

/** @param from where the server is, and the token that the client was given. */
export function createReplayer(
  sequence: Sequence,
  from: { readonly base: string; readonly token: string },
  send: Send,
): Replayer {
  const kept = new Map(Object.entries({ base: from.base, token: from.token }))
  return {
    replay: async (step) => {
      const response = await send(toRequest(sequence, step, from, kept))
      const text = await response.text()
      const answer = { status: response.status, headers: response.headers, text, body: parseBody(text) }
      const problems = [...checkStatus(step, answer), ...checkForm(answer), ...checkWanted(step, answer, kept)]
      for (const [name, path] of Object.entries(step.keep ?? {})) {
        const found = pick(answer, path)
        if (typeof found === 'string') kept.set(name, found)
        else problems.push(`there is no ${path} to keep`)
      }
      return problems
    },
  }
}

function toRequest(
  { headers: always, query: everywhere, space = '%20' }: Sequence,
  step: Step,
  { base, token }: { readonly base: string; readonly token: string },
  kept: ReadonlyMap<string, string>,
): Request {
  const [method = '', path = ''] = step.send.split(' ')
  const encode = (text: string): string => encodeURIComponent(fillIn(text, kept)).replaceAll('%20', space)
  const pairs = Object.entries({ ...everywhere, ...step.query }).map(([name, value]) =>
    value === '' ? encode(name) : `${encode(name)}=${encode(value)}`,
  )
  const query = pairs.length === 0 ? '' : `?${pairs.join('&')}`
  const body = step.text ?? (step.body === undefined ? null : JSON.stringify(fillIn(step.body, kept)))
  const given = { authorization: `Bearer ${token}`, ...always, ...step.headers }
  const headers = Object.entries(given).flatMap(([name, value]) =>
    value === null || (body === null && name === 'content-type')
      ? []
      : [[name, fillIn(value, kept)] as [string, string]],
  )
  // A client that sends no type sends none; the runtime would add one of its own for a string.
  const bytes = body === null ? null : new TextEncoder().encode(body)
  return new Request(`${base}${fillIn(path, kept)}${query}`, { method, headers, body: bytes })
}

function checkStatus({ status }: Step, answer: Answer): readonly string[] {
  const wanted: readonly number[] = typeof status === 'number' ? [status] : status
  return wanted.includes(answer.status)
    ? []
    : [`the status is ${answer.status}, wanted ${wanted.join(' or ')}: ${answer.text.slice(0, 400)}`]
}

function checkWanted(step: Step, answer: Answer, kept: ReadonlyMap<string, string>): readonly string[] {
  // Where 204 will do as well as 200, the client reads what comes, if anything does.
  const isEmpty = answer.status === 204 && typeof step.status !== 'number'
  const body = step.answer === undefined || isEmpty ? [] : matchAnswer(fillIn(step.answer, kept), answer.body)
  const headers = Object.entries(step.answerHeaders ?? {}).flatMap(([name, wanted]) =>
    matchAnswer(fillIn(wanted, kept), answer.headers.get(name) ?? undefined, `header ${name}`),
  )
  return [...headers, ...body]
}

function parseBody(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function pick(answer: Answer, path: string): unknown {
  if (path.startsWith('header:')) return answer.headers.get(path.slice('header:'.length))
  let value: unknown = answer.body
  for (const name of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[name]
  return value
}

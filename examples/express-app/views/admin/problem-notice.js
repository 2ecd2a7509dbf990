import { html } from '@launchpad-sso/sdk-node/node'
import { notice } from './notice.js'

/** Why a form was refused and what to do, in the place of that form; nothing in the place of another. */
export function problemNotice(call, form) {
  return call.problem?.form === form && describeProblem(call, call.problem)
}

export function describeProblem({ text }, { code, say }) {
  const { errors } = text
  const told = Object.hasOwn(errors, code) ? errors[code] : { say, next: errors.otherwise.next }
  return notice({ kind: 'bad', role: 'alert', title: told.say, lines: [told.next, html`<code>${code}</code>`] })
}

/** What was typed, when the form comes again. */
export function typed({ problem }, form, name) {
  return problem?.form === form ? (problem.fields[name] ?? '') : ''
}

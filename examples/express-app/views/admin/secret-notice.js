import { copyable } from './copyable.js'
import { notice } from './notice.js'

/** A secret that is shown this once. */
export function secretNotice(call, { id, title, explain, label, value }) {
  return notice({ kind: 'good', title, lines: [copyable(call, { id, label, value }), explain] })
}

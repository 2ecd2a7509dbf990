import { notice } from './notice.js'

/** What has just been done. What the page itself shows elsewhere has no key. */
export function doneNotice({ text, notice: done }) {
  const say = done !== null && Object.hasOwn(text.notices, done.key ?? '') ? text.notices[done.key] : null
  return say && notice({ kind: 'good', title: say(done) })
}

import { html } from '@launchpad-sso/sdk-node/node'
import { flattenValues } from './flatten-values.js'

/** What an event tells beyond its sentence: of what changed the old and the new values. */
export function eventValues({ text: { audit: text } }, data) {
  const rows = toRows(data)
  if (rows.length === 0) return null
  return html`<details class="change">
    <summary>${text.values}</summary>
    <dl>
      ${rows.map(
        ([name, before, after]) =>
          html`<div>
            <dt><code>${name}</code></dt>
            <dd>
              ${before !== undefined && html`<span class="unseen">${text.before}: </span><del>${before}</del> `}
              ${after !== undefined && html`<span class="unseen">${text.after}: </span><ins>${after}</ins>`}
            </dd>
          </div>`,
      )}
    </dl>
  </details>`
}

/** Ids of what the sentence names already. */
const said = new Set(['connectionId', 'userId'])

/** A name with what it was and what it is; undefined: nothing is said of that. */
function toRows({ old, new: fresh, ...others }) {
  const [before, after] = [flattenValues(old ?? {}), flattenValues(fresh ?? {})]
  const names = [...new Set([...before.keys(), ...after.keys()])]
  const changed = names.map((name) => [name, before.get(name), after.get(name)]).filter(([, was, is]) => was !== is)
  return [
    ...changed,
    ...[...flattenValues(others)].filter(([name]) => !said.has(name)).map(([name, value]) => [name, undefined, value]),
  ]
}

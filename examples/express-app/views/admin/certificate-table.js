import { html } from '@launchpad-sso/sdk-node/node'
import { day } from './times.js'

const dayMs = 24 * 3600 * 1000
/** From here on the SDK warns, too. */
const soon = 60

export function certificateTable(call, { type, certificates }) {
  const { connection: text } = call.text
  if (type === 'oidc' && certificates.length === 0) return null
  return html`<section class="card table-card" aria-labelledby="certificates">
    <h2 id="certificates">${text.certificates}</h2>
    ${
      certificates.length === 0
        ? html`<p class="quiet inset">${text.noCertificates}</p>`
        : html`<div class="scroll" role="region" aria-labelledby="certificates" tabindex="0">
            <table>
              <thead>
                <tr>
                  <th scope="col">${text.use}</th>
                  <th scope="col">${text.expires}</th>
                  <th scope="col" class="who">${text.fingerprint}</th>
                </tr>
              </thead>
              <tbody>
                ${certificates.map((certificate) => certificateRow(call, certificate))}
              </tbody>
            </table>
          </div>`
    }
  </section>`
}

function certificateRow(call, { use, role, subject, expiresAt, fingerprint }) {
  const { connection: text } = call.text
  const shown = fingerprint.match(/../g).join(' ')
  const days = Math.ceil((expiresAt.getTime() - Date.now()) / dayMs)
  const color = days <= 0 ? 'declined' : days <= soon ? 'waiting' : ''
  return html`<tr>
    <th scope="row">
      ${text.uses[use]}<span class="quiet">${text.certificateRoles[role]}</span><span class="quiet">${subject}</span
      ><code class="quiet who-here">${shown}</code>
    </th>
    <td>
      ${day(call, expiresAt)}<br /><span class="tag ${color}">${days <= 0 ? text.expired : text.days(days)}</span>
    </td>
    <td class="who"><code class="fingerprint">${shown}</code></td>
  </tr>`
}

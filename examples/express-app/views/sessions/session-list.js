import { html } from '@launchpad-sso/sdk-node/node'
import { time } from '../admin/times.js'
import { describeDevice } from './describe-device.js'

/**
 * Sessions, one a line.
 *
 * @param {{ sessions, connections, labelledBy: string, toForm: (session, device: string) => unknown }} parts `toForm`: what may be done
 */
export function sessionList(call, { sessions, connections, labelledBy, toForm }) {
  const names = new Map(connections.map(({ id, name }) => [id, name]))
  return html`<ul class="lines sessions" aria-labelledby="${labelledBy}">
    ${sessions.map((session) => line(call, session, names.get(session.connectionId) ?? session.connectionId, toForm))}
  </ul>`
}

function line(call, session, connection, toForm) {
  const { sessions: text } = call.text
  const { createdAt, lastSeenAt, ip } = session
  const { name, isHandheld } = describeDevice(call.text, session)
  const isThis = session.id === call.session.id
  return html`<li>
    ${picture(isHandheld)}
    <div>
      <p><strong>${name}</strong> ${isThis && html`<span class="tag">${text.thisOne}</span>`}</p>
      <p class="quiet">${ip === null ? text.unknownAddress : text.from(ip)} · ${text.by(connection)}</p>
      <p class="quiet">
        <span class="part">${text.began}: ${time(call, createdAt)}</span> ·
        <span class="part">${text.lastSeen}: ${isThis ? text.now : time(call, lastSeenAt)}</span>
      </p>
    </div>
    ${toForm(session, name)}
  </li>`
}

/** Says nothing that the name does not say. */
function picture(isHandheld) {
  const shape = isHandheld
    ? html`<rect x="7.5" y="3" width="9" height="18" rx="2" /> <path d="M11 18h2" />`
    : html`<rect x="3" y="4.5" width="18" height="12" rx="2" /> <path d="M9 20h6M12 16.5V20" />`
  return html`<svg class="device" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
    ${shape}
  </svg>`
}

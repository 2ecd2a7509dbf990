import type { ConnectionRecord } from '../model/connection-record.ts'
import type { ConnectionTools } from './connection-tools.ts'
import type { FoundConnection } from './get-connection.ts'
import { labelOf } from './guide-labels.ts'
import { notesOf } from './guide-notes.ts'
import { listLacks } from './list-lacks.ts'
import type { ConnectionGuide, ConnectionStep, ServiceProviderValue } from './manage-connections.ts'
import { toOrganization } from '../model/organization.ts'

/** What a set-up page shows of a connection. */
export function guideConnection(found: FoundConnection, tools: ConnectionTools): ConnectionGuide {
  const { record } = found
  return Object.freeze({
    steps: listSteps(record, listLacks(record, found.organization, tools).length === 0),
    serviceProvider: listValues(record, tools),
    attributes: listAttributes(found, tools),
    notes: notesOf(record.preset, record.type),
  })
}

/** The two sides can be set up in either order; what the other side has typed in only a test can tell. */
function listSteps({ status, lastTest }: ConnectionRecord, isComplete: boolean): readonly ConnectionStep[] {
  const isTested = lastTest?.outcome === 'passed'
  const after = isComplete ? 'next' : 'later'
  return [
    { name: 'service-provider', state: isComplete ? 'done' : 'next' },
    { name: 'identity-provider', state: isComplete ? 'done' : 'next' },
    { name: 'test', state: isTested ? 'done' : after },
    { name: 'activate', state: status === 'active' ? 'done' : isComplete && isTested ? 'next' : 'later' },
  ]
}

function listValues(
  { id, type, preset, settings }: ConnectionRecord,
  { urlsOf }: ConnectionTools,
): readonly ServiceProviderValue[] {
  const urls = urlsOf(id)
  const { spEntityId } = settings
  const values: readonly (readonly [ServiceProviderValue['name'], string])[] =
    type === 'saml'
      ? [
          ['acs-url', urls.acs],
          ['entity-id', typeof spEntityId === 'string' ? spEntityId : urls.metadata],
          ['metadata-url', urls.metadata],
          ['login-url', urls.login],
          ['slo-url', urls.slo],
        ]
      : [
          ['redirect-uri', urls.redirect],
          ['launch-url', urls.launch],
          ['login-url', urls.login],
          ['post-logout-redirect-uri', urls.postLogoutRedirect],
          ['backchannel-logout-url', urls.backchannelLogout],
          ['frontchannel-logout-url', urls.frontchannelLogout],
        ]
  return values.map(([name, value]) => ({ name, label: labelOf(name, preset), value }))
}

/** As the connection will look for them, its own names first. */
function listAttributes(
  { record, organization }: FoundConnection,
  { readRecord }: ConnectionTools,
): ConnectionGuide['attributes'] {
  const read = readRecord(record, toOrganization(organization))
  const { issuer, clientId } = record.settings
  const settings = { ...record.settings, issuer: issuer ?? 'https://idp.invalid/', clientId: clientId ?? 'unknown' }
  const known =
    read.connection ??
    read.serviceProvider ??
    readRecord({ ...record, settings }, toOrganization(organization)).connection
  return { ...known?.attributes }
}

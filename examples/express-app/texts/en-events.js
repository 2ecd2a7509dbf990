import { changedNames } from './changed-names.js'

const named = (token) => (token.name === null ? '' : ` “${token.name}”`)
const roles = (list) => (list.length === 0 ? 'no role' : list.join(', '))

/**
 * What happened, as a sentence. `who` did it, `what` it was done to, `data` is the event's, `nameOf` knows people and groups.
 */
export const enEvents = {
  'login.succeeded': ({ what, data }) => `${what} signed in by ${data.connectionId}`,
  'login.failed': ({ what, data }) => `A sign-in by ${what} failed (incident ${data.incidentId})`,
  'session.revoked': ({ who, what, data }) => {
    if (data.cause === 'logout') return `${who} signed out`
    if (data.cause === 'idp') return 'The identity provider ended sessions'
    return data.scope.kind === 'session' ? `${who} ended a session` : `${who} ended all sessions of ${what}`
  },
  'organization.created': ({ who, what }) => `${who} created the organization ${what}`,
  'organization.updated': ({ who, what }) => `${who} changed settings of ${what}`,
  'organization.deleted': ({ who, what }) => `${who} deleted the organization ${what}`,
  'domain.added': ({ who, what }) => `${who} added the domain ${what}`,
  'domain.verified': ({ who, what }) => `${who} verified the domain ${what}`,
  'domain.verification_failed': ({ who, what, data }) => `${who} tried to verify ${what}: ${data.result}`,
  'domain.updated': ({ who, what }) => `${who} changed the domain ${what}`,
  'domain.deleted': ({ who, what }) => `${who} removed the domain ${what}`,
  'connection.created': ({ who, what }) => `${who} created the connection ${what}`,
  'connection.updated': ({ who, what }) => `${who} changed the connection ${what}`,
  'connection.activated': ({ who, what, data }) =>
    `${who} activated the connection ${what}${data.tested ? '' : ', without a passed test'}`,
  'connection.deactivated': ({ who, what }) => `${who} deactivated the connection ${what}`,
  'connection.deleted': ({ who, what }) => `${who} deleted the connection ${what}`,
  'connection.tested': ({ what, data }) =>
    `A test sign-in by ${what} ${data.outcome === 'passed' ? 'passed' : `failed: ${data.code}`}`,
  'connection.metadata_refreshed': ({ what, data }) =>
    `New metadata of ${what} was read: ${data.added.length} certificates added, ${data.retired.length} retired`,
  'connection.metadata_failed': ({ what, data }) => `Metadata of ${what} could not be read from ${data.url}`,
  'connection.certificate_expiring': ({ what, data }) =>
    data.days === 0
      ? `A certificate of ${what} has expired`
      : `A certificate of ${what} expires within ${data.days} days`,
  'connection.signals_verified': ({ what }) => `Security events of ${what} arrive, as was checked`,
  'user.created': ({ who, what, data, isSync }) => {
    if (isSync) return `${who} added ${what}`
    return data.connectionId === null ? `${who} invited ${what}` : `${what} came in for the first time`
  },
  'user.updated': ({ who, what, data, isSync }) =>
    isSync || data.connectionId === null
      ? `${who} changed ${what}: ${changedNames(data)}`
      : `${what} came with other data by ${data.connectionId}: ${changedNames(data)}`,
  'user.deactivated': ({ who, what }) => `${who} deactivated ${what}`,
  'user.reactivated': ({ who, what }) => `${who} reactivated ${what}`,
  'user.deleted': ({ who, what }) => `${who} deleted ${what}`,
  'user.linked': ({ what, data }) => `${what} was recognized by ${data.new.connectionId} and linked to it`,
  'user.unlinked': ({ who, what, data }) => `${who} took the link to ${data.old.connectionId} from ${what}`,
  'user.moved': ({ what, data }) => `${what} moved from ${data.old.organizationId} to ${data.new.organizationId}`,
  'group.created': ({ who, what }) => `${who} added the group ${what}`,
  'group.updated': ({ who, what }) => `${who} renamed the group ${what}`,
  'group.deleted': ({ who, what }) => `${who} deleted the group ${what}`,
  'group.member_added': ({ what, data, nameOf }) => `${nameOf(data.userId)} is in the group ${what}`,
  'group.member_removed': ({ what, data, nameOf }) => `${nameOf(data.userId)} is no longer in the group ${what}`,
  'role.mapped': ({ who, what, data }) => `${who} mapped the group ${what} to the role ${data.new.role}`,
  'role.unmapped': ({ who, what, data }) => `${who} took the role ${data.old.role} from the group ${what}`,
  'role.changed': ({ who, what, data, nameOf }) =>
    `${what}: ${roles(data.old.roles)} → ${roles(data.new.roles)} (${data.groupId ? `by the group ${nameOf(data.groupId)}` : who})`,
  'scim.token_created': ({ who, what, data }) => `${who} created the SCIM token${named(data.new)} for ${what}`,
  'scim.token_revoked': ({ who, what, data }) => `${who} revoked the SCIM token${named(data.old)} of ${what}`,
  'webhook.created': ({ who, what }) => `${who} added the webhook endpoint ${what}`,
  'webhook.updated': ({ who, what, data }) => `${who} changed the webhook endpoint ${what}: ${changedNames(data)}`,
  'webhook.secret_rotated': ({ who, what }) => `${who} gave the webhook endpoint ${what} a new secret`,
  'webhook.disabled': ({ what }) => `The webhook endpoint ${what} was switched off, because nothing arrived there`,
  'webhook.deleted': ({ who, data }) => `${who} removed the webhook endpoint ${data.old.name ?? data.old.url}`,
  'webhook.delivery_failed': ({ what, data }) => `Event ${data.sequence} did not reach ${what} and was given up`,
}

import type { Messages } from '../messages.ts'

const startAgain = 'Start again. If it happens once more, give your IT administrator the incident number below.'
const askAdministrator = 'Your IT administrator can mend this. Give them the incident number below.'
const tellAdministrator =
  'Start again. If it stays that way, your IT administrator has to compare the settings on both sides; the incident number below tells them where to look.'
const waitAndTry =
  'Wait a moment, then start again. If it takes longer, give your IT administrator the incident number below.'
const askForAccess = 'Ask your IT administrator for access, or start again with another account.'
const notFound = 'Page not found'

/** What failures look like in English. `say` is word for word what `AuthError.say` holds. */
export const enErrors: Messages['errors'] = {
  CONFIG_INVALID: { say: 'Sign-in is not set up correctly.', next: askAdministrator },

  REQUEST_INVALID: { say: 'The request could not be understood.', next: startAgain },
  REQUEST_TOO_LARGE: { say: 'The request is too large.', next: startAgain },
  ROUTE_NOT_FOUND: {
    title: notFound,
    say: 'There is nothing at this address.',
    next: 'Check the address, or go back to sign-in.',
  },
  METHOD_NOT_ALLOWED: {
    title: notFound,
    say: 'This address does not answer that kind of request.',
    next: 'Open the application from its start page.',
  },
  HOST_NOT_ALLOWED: {
    say: 'Sign-in is not set up for this host name.',
    next: 'Open the application at its usual address.',
  },
  ORIGIN_MISMATCH: { say: 'The request came from another site.', next: 'Open the application itself and try there.' },
  RATE_LIMITED: { say: 'Too many requests. Please wait a moment.', next: 'Try again in a minute.' },

  CONNECTION_NOT_FOUND: {
    say: 'Single sign-on is not set up for this address.',
    next: 'Check the spelling of your e-mail address and start again, or ask your IT administrator.',
  },
  CONNECTION_INACTIVE: { say: 'Single sign-on for this organization is switched off.', next: askAdministrator },
  CONNECTION_INVALID: { say: 'The settings of the connection are not valid.', next: askAdministrator },
  CONNECTION_CONFLICT: { say: 'The connection does not allow this right now.', next: askAdministrator },

  ORGANIZATION_NOT_FOUND: { say: 'There is no such organization.', next: askAdministrator },
  ORGANIZATION_CONFLICT: { say: 'The organization does not allow this.', next: askAdministrator },
  ORGANIZATION_SETTING_INHERITED: { say: 'Only the main organization can change this.', next: askAdministrator },
  DOMAIN_NOT_FOUND: { say: 'The organization has no such domain.', next: askAdministrator },
  DOMAIN_INVALID: { say: 'This is not a domain an organization can have.', next: askAdministrator },
  DOMAIN_CONFLICT: { say: 'The domain is taken.', next: askAdministrator },
  GROUP_NOT_FOUND: { say: 'There is no such group.', next: askAdministrator },
  GROUP_CONFLICT: { say: 'There is a group of that name already.', next: askAdministrator },
  ROLE_INVALID: { say: 'This role cannot be given there.', next: askAdministrator },
  WRITE_CONFLICT: { say: 'Somebody else changed this at the same time. Please try again.', next: waitAndTry },

  LOGIN_EXPIRED: {
    say: 'This sign-in took too long or was already used. Please start again.',
    next: 'Start again and finish within ten minutes. The back button and old tabs lead to sign-ins that are over.',
  },
  LOGIN_BROWSER_MISMATCH: {
    say: 'This sign-in was started in another browser. Please start again.',
    next: 'Start again in this browser, and allow cookies for this site.',
  },
  LOGIN_CONNECTION_MISMATCH: {
    say: 'The reply came from another identity provider. Please start again.',
    next: startAgain,
  },
  LOGIN_DOMAIN_MISMATCH: {
    say: 'This account does not belong to the organization.',
    next: 'Sign out at your identity provider, then start again with your work account.',
  },
  LOGIN_EMAIL_UNVERIFIED: {
    say: 'The identity provider has not verified your e-mail address.',
    next: 'Confirm your e-mail address at your identity provider, then start again.',
  },
  LOGIN_REFUSED: { say: 'The identity provider did not sign you in.', next: askForAccess },
  LOGIN_REPLAYED: { say: 'This sign-in was already used. Please start again.', next: startAgain },
  LOGIN_UNSOLICITED: {
    say: 'Sign-in has to be started from this application.',
    next: 'Start here rather than at your identity provider.',
  },

  SAML_RESPONSE_INVALID: { say: 'The reply of the identity provider could not be verified.', next: tellAdministrator },
  SAML_STATUS_NOT_SUCCESS: { say: 'The identity provider did not sign you in.', next: askForAccess },
  SAML_ISSUER_MISMATCH: { say: 'The reply came from another identity provider.', next: tellAdministrator },
  SAML_DESTINATION_MISMATCH: { say: 'The reply was meant for another application.', next: tellAdministrator },
  SAML_AUDIENCE_MISMATCH: { say: 'The reply was meant for another application.', next: tellAdministrator },
  SAML_RECIPIENT_MISMATCH: { say: 'The reply was meant for another application.', next: tellAdministrator },
  SAML_SUBJECT_INVALID: { say: 'The identity provider did not say who you are.', next: askAdministrator },
  SAML_TIME_INVALID: {
    say: 'The reply of the identity provider is too old or not valid yet.',
    next: 'Start again. If it stays that way, a clock on one of the two sides is wrong: tell your IT administrator.',
  },
  SAML_IN_RESPONSE_TO_MISMATCH: {
    say: 'The reply does not belong to this sign-in. Please start again.',
    next: startAgain,
  },
  SAML_ASSERTION_UNACCEPTABLE: {
    say: 'The reply of the identity provider is not acceptable.',
    next: tellAdministrator,
  },
  SAML_METADATA_INVALID: { say: 'The metadata of the identity provider could not be read.', next: askAdministrator },

  SAML_METADATA_UNAVAILABLE: { say: 'The identity provider cannot be reached right now.', next: waitAndTry },
  OIDC_DISCOVERY_FAILED: { say: 'The identity provider cannot be reached right now.', next: waitAndTry },
  OIDC_RESPONSE_INVALID: { say: 'The reply of the identity provider could not be verified.', next: tellAdministrator },
  OIDC_EXCHANGE_FAILED: { say: 'The identity provider could not complete the sign-in.', next: waitAndTry },
  OIDC_ID_TOKEN_INVALID: { say: 'The reply of the identity provider could not be verified.', next: tellAdministrator },
  OIDC_USERINFO_FAILED: { say: 'The identity provider did not say who you are.', next: waitAndTry },
  OIDC_LOGOUT_TOKEN_INVALID: { say: 'The sign-out message could not be verified.', next: tellAdministrator },
  OIDC_REFRESH_FAILED: { say: 'The identity provider could not renew your access.', next: waitAndTry },
  OIDC_REFRESH_REFUSED: { say: 'The identity provider has ended your access. Please sign in again.', next: startAgain },

  SAML_LOGOUT_INVALID: { say: 'The sign-out message could not be verified.', next: tellAdministrator },
  LOGOUT_EXPIRED: {
    say: 'This sign-out took too long or was already finished.',
    next: 'You are signed out here. To be sure elsewhere, sign out at your identity provider or close the browser.',
  },
  SIGNAL_INVALID: { say: 'The security event could not be verified.', next: tellAdministrator },
  SIGNAL_UNAUTHORIZED: { say: 'The sender is not known here.', next: tellAdministrator },
  SIGNALS_UNAVAILABLE: { say: 'The sender of security events cannot be reached right now.', next: waitAndTry },

  LOGIN_TOO_OLD: {
    say: 'Your organization asks for a more recent sign-in.',
    next: 'Start again, and type your password at your identity provider when it asks.',
  },
  LOGIN_CONTEXT_INSUFFICIENT: {
    say: 'Your organization asks for a stronger sign-in.',
    next: 'Start again with the second factor that your organization uses. If there is none yet, ask your IT administrator.',
  },
  LOGIN_GROUPS_INCOMPLETE: { say: 'The identity provider did not send all of your groups.', next: tellAdministrator },
  LOGIN_NOT_ALLOWED: { say: 'You cannot sign in here.', next: askForAccess },
  USER_NOT_FOUND: { say: 'There is no such user.', next: askAdministrator },
  USER_PENDING: { say: 'Your account has not been accepted yet.', next: askForAccess },
  USER_NOT_PROVISIONED: { title: 'No account yet', say: 'You do not have an account here yet.', next: askForAccess },
  USER_CONFLICT: { say: 'Your account here belongs to another identity.', next: askAdministrator },
  USER_INACTIVE: { title: 'Account switched off', say: 'Your account is switched off.', next: askForAccess },
  ROLE_MISSING: { title: 'No access', say: 'You do not have the role that this needs.', next: askForAccess },

  SCIM_UNAUTHORIZED: { say: 'The token is not valid.', next: askAdministrator },
  SCIM_FORBIDDEN: { say: 'The token does not allow this.', next: askAdministrator },
  SCIM_NOT_FOUND: { say: 'There is no such resource.', next: askAdministrator },
  SCIM_SYNTAX_INVALID: { say: 'The request could not be understood.', next: askAdministrator },
  SCIM_FILTER_INVALID: { say: 'The filter could not be understood.', next: askAdministrator },
  SCIM_PATH_INVALID: { say: 'The path could not be understood.', next: askAdministrator },
  SCIM_VALUE_INVALID: { say: 'A value is missing or of the wrong kind.', next: askAdministrator },
  SCIM_NO_TARGET: { say: 'The path leads to nothing.', next: askAdministrator },
  SCIM_MUTABILITY: { say: 'This attribute cannot be changed.', next: askAdministrator },
  SCIM_CONFLICT: { say: 'Another resource has this value already.', next: askAdministrator },
  SCIM_PRECONDITION_FAILED: { say: 'The resource was changed in the meantime.', next: askAdministrator },
  SCIM_CURSOR_INVALID: { say: 'The cursor is not valid.', next: askAdministrator },
  SCIM_COUNT_INVALID: { say: 'The count is not valid.', next: askAdministrator },
  SCIM_TOO_MANY: { say: 'The request asks for too much at once.', next: askAdministrator },
  SCIM_NOT_IMPLEMENTED: { say: 'This is not supported.', next: askAdministrator },
  SCIM_TOKEN_NOT_FOUND: { say: 'The connection has no such token.', next: askAdministrator },
  WEBHOOK_NOT_FOUND: { say: 'There is no such webhook.', next: askAdministrator },
  WEBHOOK_INVALID: { say: 'The settings of the webhook are not valid.', next: askAdministrator },
  WEBHOOK_UNDELIVERED: { say: 'The webhook could not be delivered.', next: askAdministrator },
  WEBHOOK_SIGNATURE_INVALID: { say: 'The signature could not be verified.', next: askAdministrator },

  SESSION_REQUIRED: { title: 'Sign in first', say: 'Please sign in.', next: 'Sign in and you come straight back.' },
  SESSION_NOT_FOUND: { say: 'There is no such session.', next: startAgain },
  REAUTHENTICATION_REQUIRED: {
    say: 'Please confirm that it is you.',
    next: 'Sign in once more and you come straight back.',
  },
  SESSION_TOO_LARGE: { say: 'Your session is too large for a cookie.', next: askAdministrator },

  STORE_UNAVAILABLE: { say: 'Sign-in is not available right now. Please try again in a moment.', next: waitAndTry },
  INTERNAL: { say: 'Something went wrong.', next: startAgain },
}

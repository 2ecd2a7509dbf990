import type { Messages } from '../messages.ts'

export const enErrors: Messages['errors'] = {
  CONFIG_INVALID: {
    title: 'Not set up correctly',
    say: 'This service is not set up correctly.',
    next: 'Tell the people who run it; the log says what is wrong.',
  },
  REQUEST_INVALID: {
    title: 'We did not understand that',
    say: 'The request could not be understood.',
    next: 'Go back and try again from the beginning.',
  },
  REQUEST_TOO_LARGE: {
    title: 'That is too much',
    say: 'The request is too large.',
    next: 'Go back and try again from the beginning.',
  },
  ROUTE_NOT_FOUND: {
    title: 'Page not found',
    say: 'There is nothing at this address.',
    next: 'Check the address, or open your applications.',
  },
  METHOD_NOT_ALLOWED: {
    title: 'Not like this',
    say: 'This address does not answer that kind of request.',
    next: 'Open your applications and start from there.',
  },
  ORIGIN_MISMATCH: {
    title: 'We could not check this form',
    say: 'The form did not come from this page, or your browser keeps no cookies.',
    next: 'Allow cookies for this site, reload the page and try again.',
  },
  SIGN_IN_EXPIRED: {
    title: 'Please start again',
    say: 'This sign-in took too long or was already used.',
    next: 'Go back to the application you came from and sign in once more.',
  },
  APPLICATION_UNKNOWN: {
    title: 'Unknown application',
    say: 'The application that sent you here is not registered.',
    next: 'Tell the people who run the application; they have to register it here first.',
  },
  APPLICATION_NOT_ASSIGNED: {
    title: 'Not for your account',
    say: 'Your account has no access to this application.',
    next: 'Ask your administrator for access, or sign out and use another account.',
  },
  SAML_REQUEST_INVALID: {
    title: 'The application asked wrongly',
    say: 'The sign-in request of the application could not be accepted.',
    next: 'Tell the people who run the application, with the incident number below.',
  },
  OIDC_REQUEST_INVALID: {
    title: 'The application asked wrongly',
    say: 'The sign-in request of the application could not be accepted.',
    next: 'Tell the people who run the application, with the incident number below.',
  },
  INTERNAL: {
    title: 'Something went wrong',
    say: 'That is our fault, not yours.',
    next: 'Try again in a moment. If it stays, tell the people who run this service the incident number.',
  },
}

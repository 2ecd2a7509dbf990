import type { Messages } from '../messages.ts'
import { enErrors } from './en-errors.ts'

/** English. */
export const en: Messages = {
  login: {
    title: 'Sign in',
    intro: 'to see your applications',
    introFor: (application) => `to continue to ${application}`,
    usernameLabel: 'Username or e-mail',
    passwordLabel: 'Password',
    showPassword: 'Show password',
    submit: 'Sign in',
    refused: 'The username or the password is wrong. Check both and try again.',
    tooMany: (seconds) =>
      seconds === 1
        ? 'Too many attempts. Try again in a second.'
        : `Too many attempts. Try again in ${seconds} seconds.`,
  },
  launchpad: {
    title: 'Your applications',
    greeting: (firstName) => `Hello, ${firstName}`,
    intro: (organization) => `Everything ${organization} has given you, one click away.`,
    open: 'Open',
    newTab: '(opens in a new tab)',
    search: 'Search applications',
    noMatch: 'No application has that name.',
    emptyTitle: 'Nothing here yet',
    empty: (organization) =>
      `${organization} has not given you an application. Ask the people who look after sign-in there.`,
    menu: 'Account',
    signOut: 'Sign out',
  },
  signOut: {
    title: 'Sign out?',
    ask: (who) =>
      who === null
        ? 'You will need your password to open your applications again.'
        : `You are signed in as ${who}. You will need your password to open your applications again.`,
    submit: 'Sign out',
    cancel: 'Stay signed in',
  },
  signedOut: {
    title: 'You are signed out',
    explain: 'Applications you opened may still know you. On a shared computer, close the browser as well.',
    signIn: 'Sign in again',
  },
  error: { home: 'Go to your applications', incident: 'Incident number', code: 'Error code' },
  errors: enErrors,
}

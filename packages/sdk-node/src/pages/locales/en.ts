import type { Messages } from '../messages.ts'
import { enErrors } from './en-errors.ts'

/** English. */
export const en: Messages = {
  skipToContent: 'Skip to content',
  signIn: {
    title: 'Sign in',
    intro: 'Use your work e-mail. We take you to the place where your organization signs you in.',
    emailLabel: 'Work e-mail',
    emailHint: 'The address your organization gave you',
    emailPlaceholder: 'name@company.com',
    submit: 'Continue with e-mail',
    problems: {
      emailInvalid: 'That does not look like an e-mail address. It needs an @ and a domain, as in name@company.com.',
      emailUnknown: 'Single sign-on is not set up for this address. Check the spelling, or ask your IT administrator.',
    },
  },
  picker: {
    title: 'Choose how to sign in',
    intro: (organization) => `${organization} has more than one way in. Pick the one you normally use.`,
    otherEmail: 'Use another e-mail address',
  },
  formPost: {
    title: (destination) => `Taking you to ${destination}`,
    progress: 'One moment, we are handing you over securely.',
    stuck: 'Nothing happening?',
    submit: 'Continue',
  },
  signOut: {
    title: 'Sign out?',
    ask: (who) =>
      who === null
        ? 'You will have to sign in again to come back.'
        : `You are signed in as ${who}. You will have to sign in again to come back.`,
    submit: 'Sign out',
    cancel: 'Stay signed in',
    alsoLabel: (provider) => `Sign out at ${provider} too`,
    alsoHint: 'Best on a shared computer. Your other applications there may ask you to sign in again.',
    alsoAt: (provider) => `You will be signed out at ${provider} too.`,
  },
  signedOut: {
    title: 'You are signed out',
    explain:
      'Your session here is over. On a shared computer, close the browser as well: your organization may still know you.',
    signIn: 'Sign in again',
  },
  testReport: {
    title: 'Test sign-in',
    passed: 'The test sign-in worked',
    failed: 'The test sign-in failed',
    about: (connection) => `This was a test of the connection “${connection}”.`,
    nobody: 'Nobody was signed in, and no account was made.',
    notKept: 'The settings were changed while the test ran, so this report is not kept. Run the test again.',
    failedCheck: 'What failed',
    read: 'What we read',
    checks: 'Checks, in order',
    claims: 'What the identity provider sent',
    check: 'Check',
    outcome: 'Outcome',
    field: 'Field',
    name: 'Name',
    value: 'Value',
    nothing: 'Nothing could be verified, so nothing is shown.',
    outcomes: { passed: 'passed', failed: 'failed', 'not-reached': 'not reached' },
  },
  error: {
    title: 'We could not sign you in',
    startAgain: 'Start again',
    support: 'Contact',
    incident: 'Incident number',
    code: 'Error code',
  },
  errors: enErrors,
}

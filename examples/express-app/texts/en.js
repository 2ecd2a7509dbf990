import { enConnection } from './en-connection.js'
import { enDomains } from './en-domains.js'
import { enErrors } from './en-errors.js'
import { enEvents } from './en-events.js'
import { enPeople } from './en-people.js'

const count = (number, one, many) => (number === 1 ? `1 ${one}` : `${number} ${many}`)

/** English. The other languages have the same keys. */
export const en = {
  lang: 'en',
  layout: {
    skip: 'Skip to content',
    main: 'Main',
    dashboard: 'Dashboard',
    admin: 'Admin',
    launchpad: 'Launchpad',
    signOut: 'Sign out',
    foot: 'An example application. Its people and its numbers are made up.',
  },
  sections: {
    label: 'Administration',
    overview: 'Overview',
    domains: 'Domains',
    connection: 'Connection',
    members: 'Members',
    roles: 'Roles',
    audit: 'Audit',
  },
  none: 'None',
  never: 'Never',
  cancel: 'Cancel',
  actors: { api: 'The application', system: 'The system', scim: 'Directory sync', nobody: 'Somebody' },
  overview: {
    intro: 'Who may come in from your organization, how, and what happened.',
    domains: (verified, all) => `${verified} of ${count(all, 'domain', 'domains')} verified`,
    connections: (active, all) => `${active} of ${count(all, 'connection', 'connections')} active`,
    members: (number, more) => (more ? `more than ${number} people` : count(number, 'person', 'people')),
    roles: (mapped, groups) => `${mapped} of ${count(groups, 'group', 'groups')} mapped to a role`,
    audit: (number) => count(number, 'event', 'events'),
  },
  domains: enDomains,
  connection: enConnection,
  members: enPeople.members,
  explain: enPeople.explain,
  roles: enPeople.roles,
  audit: {
    intro:
      'Who did what, the newest first. Every entry is chained to the one before, so that nothing can be altered unseen.',
    filter: 'Show',
    all: 'Everything',
    filterSubmit: 'Show',
    none: 'Nothing of that kind.',
    list: 'Events',
    failed: 'Failed',
    from: (ip) => `from ${ip}`,
    older: 'Older',
    newest: 'Newest',
    export: 'Export as JSON Lines',
    verify: 'Verify the log',
    verified: (number) => `Log verified: ${count(number, 'event', 'events')}, none altered or missing.`,
    broken: (sequence, problem) => `The log is not as it was written: event ${sequence}, ${problem}.`,
    problems: {
      altered: 'it was altered',
      missing: 'it is missing',
      unchained: 'it does not follow the one before',
      'head-mismatch': 'it is not where the log ends',
      unexpected: 'it is another than expected',
    },
  },
  notices: {
    'domain-added': ({ name }) => `${name} was added. Now prove that it is yours.`,
    'domain-removed': ({ name }) => `${name} was removed.`,
    'connection-created': () => 'The connection was created, as a draft.',
    'connection-saved': () => 'The connection was saved. Test it before you rely on it.',
    activated: ({ name }) => `“${name}” is active.`,
    deactivated: ({ name }) => `“${name}” is inactive. Nobody signs in by it.`,
    invited: ({ name }) => `${name} was invited.`,
    'member-deactivated': ({ name }) => `${name} was deactivated.`,
    'member-reactivated': ({ name }) => `${name} was reactivated.`,
    'role-given': ({ name, role }) => `${name} has the role ${role}.`,
    'role-released': ({ name }) => `The groups decide on the role of ${name} again.`,
    'group-added': ({ name }) => `The group ${name} was added.`,
    mapped: ({ name, role }) => `${name} gives the role ${role}, from the next sign-in or reconciling on.`,
    unmapped: ({ name }) => `${name} gives no role any more, from the next sign-in or reconciling on.`,
    'priority-saved': () => 'The order of the roles was saved.',
    reconciled: ({ checked, changed }) =>
      `Reconciled: ${count(checked, 'person', 'people')} checked, ${changed} changed.`,
  },
  denied: {
    title: 'Not for you any more',
    explain: 'You are signed in as an administrator, but meanwhile your role was changed. Sign in again to go on.',
    home: 'To the dashboard',
  },
  failed: { title: 'This did not work', back: 'Back' },
  errors: enErrors,
  events: enEvents,
}

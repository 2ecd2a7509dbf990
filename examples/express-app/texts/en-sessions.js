/** Where somebody is signed in. */
export const enSessions = {
  title: 'Your sessions',
  intro:
    'Where you are signed in to Procurement. Sign out where you do not know the device, or do not use it any more.',
  here: 'Here',
  elsewhere: 'Elsewhere',
  on: (browser, system) => `${browser} on ${system}`,
  unknownDevice: 'Unknown device',
  thisOne: 'This device',
  from: (ip) => `From ${ip}`,
  unknownAddress: 'Address unknown',
  by: (connection) => `by ${connection}`,
  began: 'Began',
  lastSeen: 'Last seen',
  now: 'now',
  signOut: 'Sign out',
  signOutOthers: 'Sign out everywhere else',
  noOthers: 'You are signed in nowhere else.',
  ofMember: 'Sessions',
  ofMemberHint: 'Where they are signed in now. Who is signed out may sign in again, unless they are deactivated.',
  noneOfMember: 'Not signed in anywhere.',
  signOutAll: 'Sign out everywhere',
}

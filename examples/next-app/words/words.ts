/** Everything the app says, in one language. `{…}` is filled in. */
export interface Words {
  readonly skip: string
  readonly foot: string
  readonly nav: Readonly<Record<'label' | 'catalogue' | 'dashboard' | 'team' | 'launchpad', string>>
  readonly home: Readonly<
    Record<
      | 'eyebrow'
      | 'title'
      | 'lead'
      | 'pointAccount'
      | 'pointOrganization'
      | 'pointLaunchpad'
      | 'signIn'
      | 'signInHint'
      | 'welcome'
      | 'signedInAt'
      | 'openDashboard'
      | 'openCatalogue',
      string
    >
  >
  readonly signIn: Readonly<Record<'title' | 'hint' | 'already', string>>
  readonly catalogue: Readonly<Record<'title' | 'lead' | 'price' | 'quantity' | 'order' | 'back' | 'each', string>>
  readonly dashboard: Readonly<
    Record<
      | 'title'
      | 'hello'
      | 'waiting'
      | 'value'
      | 'budget'
      | 'budgetOf'
      | 'requests'
      | 'request'
      | 'team'
      | 'state'
      | 'amount'
      | 'chart'
      | 'empty',
      string
    >
  >
  readonly states: Readonly<Record<'waiting' | 'approved' | 'ordered' | 'declined', string>>
  readonly request: Readonly<
    Record<
      | 'tabs'
      | 'details'
      | 'history'
      | 'number'
      | 'asked'
      | 'approve'
      | 'decline'
      | 'approveThis'
      | 'declineThis'
      | 'back',
      string
    >
  >
  readonly events: Readonly<Record<'asked' | 'approved' | 'ordered' | 'declined', string>>
  readonly session: Readonly<
    Record<
      'title' | 'signedInAs' | 'organization' | 'connection' | 'signedInAt' | 'endsUnused' | 'roles' | 'none',
      string
    >
  >
  readonly sessions: Readonly<
    Record<
      | 'title'
      | 'lead'
      | 'here'
      | 'elsewhere'
      | 'on'
      | 'unknownDevice'
      | 'thisOne'
      | 'from'
      | 'unknownAddress'
      | 'by'
      | 'began'
      | 'lastSeen'
      | 'now'
      | 'signOut'
      | 'signOutHere'
      | 'signOutToo'
      | 'signOutOthers'
      | 'noOthers'
      | 'ended'
      | 'endedOne',
      string
    >
  >
  readonly team: Readonly<
    Record<
      | 'title'
      | 'lead'
      | 'byTeam'
      | 'loading'
      | 'failed'
      | 'again'
      | 'access'
      | 'rules'
      | 'rulesHint'
      | 'administration'
      | 'administrationHint'
      | 'administrator'
      | 'noAdministrator',
      string
    >
  >
  readonly acme: Readonly<Record<'title' | 'lead' | 'upTo' | 'above' | 'requester' | 'manager' | 'board', string>>
  readonly admin: Readonly<Record<'title' | 'lead', string>>
  readonly launchpad: Readonly<Record<'title' | 'lead', string>>
  readonly ended: Readonly<Record<'title' | 'lead', string>>
  readonly failure: Readonly<Record<'title' | 'lead' | 'again', string>>
  readonly notFound: Readonly<Record<'title' | 'lead' | 'home', string>>
}

/** What is said by components that run in the browser: the rest need not travel there. */
export type BrowserWords = Pick<Words, 'nav' | 'session' | 'team' | 'ended' | 'failure'>

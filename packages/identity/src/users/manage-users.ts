import type { Account } from '../accounts/account.ts'
import { mayEnter } from '../applications/applications.ts'
import type { EventSender } from '../events/create-event-sender.ts'
import { toIdentityEvent, type IdentityEventType } from '../events/identity-event.ts'
import type { Kit } from '../routes/kit.ts'

/**
 * The people, while the service runs. Nothing of it is written down: a restart has the people of the options again.
 *
 * Applications with `eventsUrl` that the person may enter are told, in the background, with a few retries.
 */
export interface ManageUsers {
  /**
   * Switches somebody off: no sign-in, no session and no token from now on.
   *
   * @param user id, user name or e-mail address.
   * @returns false: there is nobody, or they are off already
   */
  readonly deactivate: (user: string) => Promise<boolean>
  /** @returns false: there is nobody, or they are on already */
  readonly reactivate: (user: string) => Promise<boolean>
  /** @returns false: there is nobody */
  readonly remove: (user: string) => Promise<boolean>
}

/** What is changed: accounts, and what was given out for them. */
type Parts = Pick<Kit, 'accounts' | 'applications' | 'sessions'> & {
  readonly config: Pick<Kit['config'], 'now'>
  readonly oidc: Pick<Kit['oidc'], 'forgetAccount'>
}

export function manageUsers(
  { accounts, applications, sessions, oidc, config }: Parts,
  sender: EventSender,
): ManageUsers {
  const counts = new Map<string, number>()
  const tell = (type: IdentityEventType, account: Account): void => {
    const { id } = account.organization
    const sequence = (counts.get(id) ?? 0) + 1
    counts.set(id, sequence)
    const event = toIdentityEvent(type, account, sequence, config.now())
    for (const application of applications.all)
      if (application.events !== null && mayEnter(account, application))
        sender.tell(application.id, application.events, event)
  }
  const change = (type: IdentityEventType, account: Account | null): boolean => {
    if (account === null) return false
    sessions.endAllOf(account.id)
    oidc.forgetAccount(account.id)
    tell(type, account)
    return true
  }
  return Object.freeze({
    deactivate: async (user) => change('user.deactivated', accounts.switchOff(user)),
    reactivate: async (user) => change('user.reactivated', accounts.switchOn(user)),
    remove: async (user) => change('user.deleted', accounts.remove(user)),
  } satisfies ManageUsers)
}

'use client'
import { useRef, type ComponentPropsWithoutRef, type ReactElement } from 'react'
import { SignOutButton } from './sign-out-button.tsx'
import { toInitials } from './to-initials.ts'
import { useSession } from './use-session.ts'
import { useWords } from './use-words.ts'
import { useClosing } from './user-menu/use-closing.ts'
import { userMenuWords } from './words/user-menu.ts'

/** What stands in `children` comes above the button that signs out: the app's own links. */
export type UserMenuProps = ComponentPropsWithoutRef<'details'>

/** Who is signed in, and the way out. Nothing while nobody is; an empty circle while that is not known yet. */
export function UserMenu({ children, ...props }: UserMenuProps): ReactElement | null {
  const { status, session } = useSession()
  const words = useWords(userMenuWords)
  const menu = useRef<HTMLDetailsElement>(null)
  useClosing(menu)
  if (status === 'loading')
    return <span className={props.className} data-launchpad="user-menu-avatar" aria-hidden="true" />
  if (session === null) return null
  const { user, organization } = session
  const name = user.name ?? user.email ?? organization.name
  return (
    <details {...props} ref={menu} data-launchpad="user-menu">
      <summary data-launchpad="user-menu-button">
        <span data-launchpad="user-menu-avatar" aria-hidden="true">
          {toInitials(name)}
        </span>
        <span data-launchpad="user-menu-name">{name}</span>
        <span data-launchpad="user-menu-label">{words.accountMenu}</span>
      </summary>
      <div data-launchpad="user-menu-panel">
        <div data-launchpad="user-menu-person">
          <strong>{name}</strong>
          {user.email !== null && user.email !== name && <span>{user.email}</span>}
          {organization.name !== name && <span>{organization.name}</span>}
        </div>
        {children}
        <SignOutButton />
      </div>
    </details>
  )
}

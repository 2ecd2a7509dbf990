'use client'
import type { ComponentPropsWithoutRef, ReactElement } from 'react'
import type { Words } from './messages.ts'
import { useSettings } from './use-settings.ts'
import { useWords } from './use-words.ts'

export interface SignOutButtonProps extends Omit<ComponentPropsWithoutRef<'button'>, 'type'> {
  /** Path on this origin to go to. Without it: `/`. */
  readonly returnTo?: string | undefined
  /** Whether the session at the identity provider ends too. Without it: as the connection says. */
  readonly singleLogout?: boolean | undefined
}

const words: Words<'signOut'> = {
  en: { signOut: 'Sign out' },
  'pt-BR': { signOut: 'Sair' },
  es: { signOut: 'Cerrar sesión' },
}

/** A form with one button that ends the session, here and in the other tabs. It works without scripts. */
export function SignOutButton({ returnTo, singleLogout, children, ...rest }: SignOutButtonProps): ReactElement {
  const { basePath, store } = useSettings()
  const { signOut } = useWords(words)
  // This tab goes on showing the session until the answer comes: a form that is taken away on the way is not sent.
  return (
    <form method="post" action={`${basePath}/logout`} onSubmit={store.signOut} data-launchpad="sign-out-button">
      {returnTo === undefined ? null : <input type="hidden" name="return_to" value={returnTo} />}
      {singleLogout === undefined ? null : <input type="hidden" name="single_logout" value={String(singleLogout)} />}
      <button {...rest} type="submit" data-launchpad="sign-out-button-action">
        {children ?? signOut}
      </button>
    </form>
  )
}

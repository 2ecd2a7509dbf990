'use client'
import type { ComponentPropsWithoutRef, MouseEvent, MouseEventHandler, ReactElement } from 'react'
import type { Words } from './messages.ts'
import { toLoginUrl } from './to-login-url.ts'
import { useSettings } from './use-settings.ts'
import { useWords } from './use-words.ts'

export interface SignInButtonProps extends Omit<ComponentPropsWithoutRef<'a'>, 'href'> {
  /** Id of the connection to sign in with. Without any hint the person is asked for the e-mail address. */
  readonly connection?: string | undefined
  /** Id of the organization whose connection it is. */
  readonly organization?: string | undefined
  /** Address that leads to the connection, and that the identity provider may fill in. */
  readonly email?: string | undefined
  /** Path on this origin to come back to. Without it: the page the person is on. */
  readonly returnTo?: string | undefined
}

const words: Words<'signIn'> = {
  en: { signIn: 'Sign in' },
  'pt-BR': { signIn: 'Entrar' },
  es: { signIn: 'Iniciar sesión' },
}

/** A link that starts a sign-in. It works before scripts do, and without them. */
export function SignInButton(props: SignInButtonProps): ReactElement {
  const { connection, organization, email, returnTo, children, onClick, onPointerDown, ...rest } = props
  const { basePath } = useSettings()
  const { signIn } = useWords(words)
  const toUrl = (return_to: string | undefined): string =>
    toLoginUrl(basePath, { connection, organization, email, return_to })
  /** Only when it is used: a server that renders the link does not know where the person will be by then. */
  const addReturn =
    (handler: MouseEventHandler<HTMLAnchorElement> | undefined) => (event: MouseEvent<HTMLAnchorElement>) => {
      handler?.(event)
      if (returnTo === undefined && !event.defaultPrevented) event.currentTarget.href = toUrl(getReturnPath())
    }
  return (
    <a
      {...rest}
      href={toUrl(returnTo)}
      onClick={addReturn(onClick)}
      onPointerDown={addReturn(onPointerDown)}
      data-launchpad="sign-in-button"
    >
      {children ?? signIn}
    </a>
  )
}

/** The page the person is on; on a sign-in page the one that led there. */
function getReturnPath(): string {
  const { pathname, search } = location
  return new URLSearchParams(search).get('return_to') ?? pathname + search
}

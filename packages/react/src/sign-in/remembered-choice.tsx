'use client'
import { useMemo, useState, type ReactElement } from 'react'
import { fill } from '../fill.ts'
import { toLoginUrl } from '../to-login-url.ts'
import type { SignInFormTexts } from '../words/sign-in-form.ts'
import { findRemembered, forget } from './remembered-organization.ts'
import { useIsHydrated } from './use-is-hydrated.ts'

export interface RememberedChoiceProps {
  readonly words: SignInFormTexts
  readonly basePath: string
  readonly returnTo: string
  /** The person wants to type an address. */
  readonly onOther: () => void
}

/** The way in that was taken last time, one click away. */
export function RememberedChoice({ words, basePath, returnTo, onOther }: RememberedChoiceProps): ReactElement | null {
  const isHydrated = useIsHydrated()
  const remembered = useMemo(() => (isHydrated ? findRemembered() : null), [isHydrated])
  const [isForgotten, setForgotten] = useState(false)
  if (remembered === null || isForgotten) return null
  const url = toLoginUrl(basePath, { connection: remembered.connection, return_to: returnTo })
  return (
    <div data-launchpad="sign-in-form-remembered">
      <a data-launchpad="sign-in-form-continue" href={url}>
        {fill(words.continueWithOrganization, { organization: remembered.name })}
      </a>
      <button
        type="button"
        data-launchpad="sign-in-form-other"
        onClick={() => {
          forget()
          setForgotten(true)
          onOther()
        }}
      >
        {words.otherAddress}
      </button>
    </div>
  )
}

import { StrictMode, type ReactElement, type ReactNode } from 'react'
import { render, type RenderResult } from '@testing-library/react'
import { SessionProvider, type SessionProviderProps } from '../src/session-provider.tsx'

/** Strict: effects run twice, as they may in an app that is being developed. Nobody is signed in unless said so. */
export function renderInApp(ui: ReactNode, props: SessionProviderProps = {}): RenderResult {
  return render(toApp(ui, props))
}

export function toApp(ui: ReactNode, props: SessionProviderProps = {}): ReactElement {
  return (
    <StrictMode>
      <SessionProvider initialSession={null} {...props}>
        {ui}
      </SessionProvider>
    </StrictMode>
  )
}

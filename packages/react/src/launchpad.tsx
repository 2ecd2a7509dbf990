'use client'
import { useRef, type ComponentPropsWithoutRef, type ReactElement } from 'react'
import type { LaunchpadApplication } from './launchpad/launchpad-application.ts'
import type { Applications } from './launchpad/load-applications.ts'
import { Tile } from './launchpad/tile.tsx'
import { toTiles } from './launchpad/to-tiles.ts'
import { useApplications } from './launchpad/use-applications.ts'
import { useSettings } from './use-settings.ts'
import { useWords } from './use-words.ts'
import { launchpadWords, type LaunchpadTexts } from './words/launchpad.ts'

export interface LaunchpadProps extends Omit<ComponentPropsWithoutRef<'section'>, 'children'> {
  /** Shown as they are; without them the identity service is asked. */
  readonly applications?: readonly LaunchpadApplication[] | undefined
  /** Origin of the identity service. @default the one that the SDK on the server is connected to */
  readonly identityService?: string | undefined
}

/** The person's applications as tiles, one click away. */
export function Launchpad({ applications, identityService, ...props }: LaunchpadProps): ReactElement {
  const { basePath } = useSettings()
  const words = useWords(launchpadWords)
  const root = useRef<HTMLElement>(null)
  const { loaded, retry } = useApplications(applications !== undefined, basePath, identityService)
  const shown: Applications =
    applications === undefined ? loaded : { kind: 'ready', applications: toTiles(applications, null) }
  return (
    <section aria-label={words.applications} {...props} ref={root} tabIndex={-1} data-launchpad="launchpad">
      <p aria-live="polite" data-launchpad="launchpad-status">
        {shown.kind === 'loading' ? words.loadingApplications : ''}
      </p>
      <Content
        shown={shown}
        words={words}
        onRetry={() => {
          // The button goes, and the focus would go with it.
          root.current?.focus()
          retry()
        }}
      />
    </section>
  )
}

interface ContentProps {
  readonly shown: Applications
  readonly words: LaunchpadTexts
  readonly onRetry: () => void
}

function Content({ shown, words, onRetry }: ContentProps): ReactElement {
  switch (shown.kind) {
    case 'loading':
      return (
        <div data-launchpad="launchpad-skeleton" aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      )
    case 'failed':
      return (
        <div role="alert" data-launchpad="launchpad-error">
          <p>{words.unreachable}</p>
          <button type="button" data-launchpad="launchpad-retry" onClick={onRetry}>
            {words.tryAgain}
          </button>
        </div>
      )
    case 'signed-out':
      return (
        <p data-launchpad="launchpad-empty">
          <a data-launchpad="launchpad-open" href={shown.launchpadUrl} target="_blank" rel="noopener">
            {words.openLaunchpad} <span data-launchpad="launchpad-hint">{words.opensInNewTab}</span>
          </a>
        </p>
      )
    case 'ready':
      return shown.applications.length === 0 ? (
        <p data-launchpad="launchpad-empty">{words.noApplications}</p>
      ) : (
        <ul data-launchpad="launchpad-tiles">
          {shown.applications.map((one) => (
            <Tile key={one.id} application={one} words={words} />
          ))}
        </ul>
      )
  }
}

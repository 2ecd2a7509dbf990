import type { ListedSession } from '@launchpad-sso/sdk-node'
import type { ReactNode } from 'react'
import { fill } from '../words/fill.ts'
import type { Words } from '../words/words.ts'
import { describeDevice } from './describe-device.ts'
import { Moment } from './moment.tsx'

interface Props {
  readonly session: ListedSession
  readonly isHere?: boolean
  readonly locale: string
  readonly words: Words['sessions']
  /** What may be done with it. */
  readonly children?: ReactNode
}

/** A session: the device, where it came from, and when. */
export function SessionLine({ session, isHere = false, locale, words, children }: Props): ReactNode {
  const { userAgent, ip, connectionId, createdAt, lastSeenAt } = session
  const { name, isHandheld } = describeDevice(userAgent, words)
  return (
    <li>
      <Picture isHandheld={isHandheld} />
      <div>
        <p>
          <strong>{name}</strong> {isHere && <span className="tag">{words.thisOne}</span>}
        </p>
        <p className="quiet">
          {ip === null ? words.unknownAddress : fill(words.from, { ip })} · {fill(words.by, { connectionId })}
        </p>
        <p className="quiet">
          <span className="part">
            {words.began}: <Moment at={createdAt} locale={locale} />
          </span>{' '}
          ·{' '}
          <span className="part">
            {words.lastSeen}: {isHere ? words.now : <Moment at={lastSeenAt} locale={locale} />}
          </span>
        </p>
      </div>
      {children}
    </li>
  )
}

/** Says nothing that the name does not say. */
function Picture({ isHandheld }: { readonly isHandheld: boolean }): ReactNode {
  return (
    <svg className="device" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      {isHandheld ? (
        <>
          <rect x="7.5" y="3" width="9" height="18" rx="2" />
          <path d="M11 18h2" />
        </>
      ) : (
        <>
          <rect x="3" y="4.5" width="18" height="12" rx="2" />
          <path d="M9 20h6M12 16.5V20" />
        </>
      )}
    </svg>
  )
}

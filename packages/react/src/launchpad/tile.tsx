'use client'
import { useState, type ReactElement } from 'react'
import { fill } from '../fill.ts'
import { toInitials } from '../to-initials.ts'
import type { LaunchpadTexts } from '../words/launchpad.ts'
import type { LaunchpadApplication } from './launchpad-application.ts'

export interface TileProps {
  readonly application: LaunchpadApplication
  readonly words: LaunchpadTexts
}

/** One application, one click away. */
export function Tile({ application, words }: TileProps): ReactElement {
  const { name, description, url } = application
  return (
    <li>
      <a data-launchpad="launchpad-tile" href={url} target="_blank" rel="noopener">
        <Icon {...application} />
        <span data-launchpad="launchpad-name">{name}</span>{' '}
        {description && <span data-launchpad="launchpad-description">{description}</span>}{' '}
        <span data-launchpad="launchpad-action">
          {fill(words.openApplication, { name })} <span data-launchpad="launchpad-hint">{words.opensInNewTab}</span>
        </span>
      </a>
    </li>
  )
}

/** The picture, or the initials on a colour that the id decides, so that it looks the same every day. */
function Icon({ id, name, iconUrl }: LaunchpadApplication): ReactElement {
  const [isBroken, setBroken] = useState(false)
  if (iconUrl && !isBroken)
    return (
      <img
        data-launchpad="launchpad-icon"
        src={iconUrl}
        alt=""
        width={48}
        height={48}
        loading="lazy"
        referrerPolicy="no-referrer"
        onError={() => setBroken(true)}
      />
    )
  return (
    <span data-launchpad="launchpad-icon" data-hue={toHue(id)} aria-hidden="true">
      {toInitials(name)}
    </span>
  )
}

function toHue(id: string): number {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 6_007
  return (sum % 6) + 1
}

import type { ReactNode } from 'react'

/** A date with its time, as people of that language write it. */
export function Moment({ at, locale }: { readonly at: Date; readonly locale: string }): ReactNode {
  const text = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at)
  return <time dateTime={at.toISOString()}>{text}</time>
}

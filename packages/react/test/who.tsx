import type { ReactElement } from 'react'
import { useSession } from '../src/use-session.ts'
import type { SessionState } from '../src/session.ts'

/** Shows what `useSession` answers as text: `authenticated Ana Souza`, `loading failed`; and keeps every answer. */
export function Who({ answers }: { readonly answers?: SessionState[] }): ReactElement {
  const state = useSession()
  answers?.push(state)
  const words = [state.status, state.session?.user.name, state.error === null ? null : 'failed']
  return <output>{words.filter(Boolean).join(' ')}</output>
}

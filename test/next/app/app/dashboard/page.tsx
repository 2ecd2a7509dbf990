import { requireSession } from '@launchpad-sso/next'
import { auth } from '../../auth.ts'
import { SaveForm } from '../save-form.tsx'
import { Who } from '../who.tsx'

export default async function Dashboard() {
  const session = await requireSession(auth)
  return (
    <main>
      <h1>Dashboard of {session.user.email}</h1>
      <Who place="content" />
      <SaveForm />
    </main>
  )
}

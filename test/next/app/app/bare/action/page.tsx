import Link from 'next/link'
import { SaveForm } from '../../save-form.tsx'

/** Everyone sees the form; its action is what is protected. */
export default function Page() {
  return (
    <main>
      <SaveForm />
      <Link href="/bare/page">bare page</Link> <Link href="/dashboard">dashboard</Link>
    </main>
  )
}

// Compiled by `npm run pack:check` as a front end that has nothing of ours but this package.
import '@launchpad-sso/react/styles.css'
import { SessionProvider, SignedOut, SignInForm, useSession } from '@launchpad-sso/react'

function Who() {
  const { session } = useSession()
  return <p>{session?.user.email}</p>
}

export const App = () => (
  <SessionProvider>
    <Who />
    <SignedOut>
      <SignInForm />
    </SignedOut>
  </SessionProvider>
)

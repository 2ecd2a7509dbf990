'use client'
import { useCallback } from 'react'
import { leaveFor } from './sign-out/leave-for.ts'
import { postLogout, type SignOutOptions } from './sign-out/post-logout.ts'
import { toReturnPath } from './sign-in/to-return-path.ts'
import { useSettings } from './use-settings.ts'

/**
 * A function that signs out, for a button or a timer of your own: it ends the session, tells the other tabs, and leaves the page, by way of
 * the identity provider where the session there ends too. It rejects when the server did not answer; then nothing has ended.
 *
 * @throws Error outside of a `<SessionProvider>`.
 */
export function useSignOut(): (options?: SignOutOptions) => Promise<void> {
  const { basePath, store } = useSettings()
  const { signOut } = store
  return useCallback(
    async (options = {}) => {
      const returnTo = toReturnPath(options.returnTo, basePath)
      const { logoutUrl, logoutFields } = await postLogout(basePath, { ...options, returnTo })
      // This tab goes on showing the session until the page is gone.
      signOut()
      leaveFor(logoutUrl ?? returnTo, logoutFields)
    },
    [basePath, signOut],
  )
}

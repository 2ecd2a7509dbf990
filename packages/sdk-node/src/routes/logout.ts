import { checkSameOrigin } from '../http/check-same-origin.ts'
import { readForm } from '../http/read-form.ts'
import type { Kit, Visit } from './kit.ts'
import { readLogoutWish, signOut } from './sign-out.ts'
import type { Answer } from '../ports/answer.ts'

/** POST /logout: ends the session here, and at the identity provider where that is wanted. Pages go on, scripts get JSON. */
export async function logout(visit: Visit, kit: Kit): Promise<Answer> {
  const { request, url } = visit
  checkSameOrigin(request, kit.config.baseUrl)
  const isForm = (request.headers.get('content-type') ?? '')
    .toLowerCase()
    .startsWith('application/x-www-form-urlencoded')
  const form = isForm ? await readForm(request, { maxBytes: 16 * 1024 }) : new URLSearchParams()
  return signOut(readLogoutWish(form, url.searchParams), visit, kit)
}

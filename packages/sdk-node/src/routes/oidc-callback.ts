import { readForm } from '../http/read-form.ts'
import type { Kit, Visit } from './kit.ts'
import { signIn } from './sign-in.ts'
import type { Answer } from '../ports/answer.ts'

/** GET and POST /oidc/:connection/callback. POST is the `form_post` response mode. */
export async function oidcCallback(visit: Visit, kit: Kit): Promise<Answer> {
  const params =
    visit.request.method === 'POST' ? await readForm(visit.request, { maxBytes: 64 * 1024 }) : visit.url.searchParams
  return signIn(
    { loginId: params.get('state'), connectionId: visit.params['connection'] ?? '', type: 'oidc', params },
    visit,
    kit,
  )
}

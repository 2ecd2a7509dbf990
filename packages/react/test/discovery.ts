import { http, HttpResponse, type RequestHandler } from 'msw'

/** Questions that reached the server, oldest first. */
export type Asked = URLSearchParams[]

type Answer = (email: string) => Response | Promise<Response>

/** `GET /auth/discover`, answering as it is told. */
export function discovery(asked: Asked, answer: Answer): RequestHandler {
  return http.get('*/auth/discover', async ({ request }) => {
    const query = new URL(request.url).searchParams
    asked.push(query)
    return answer(query.get('email') ?? '')
  })
}

const toConnection = (id: string, name: string) => ({ id, name, loginUrl: `/auth/login?connection=${id}` })

export const sso = () =>
  HttpResponse.json({ kind: 'sso', loginUrl: '/auth/login?email=x', connections: [toConnection('acme', 'Acme')] })

export const several = () =>
  HttpResponse.json({
    kind: 'sso',
    loginUrl: '/auth/login?email=x',
    connections: [toConnection('staff', 'Acme staff'), toConnection('partners', 'Acme partners')],
  })

export const password = () => HttpResponse.json({ kind: 'password', loginUrl: '/password?email=x', connections: [] })

export const unknown = () => HttpResponse.json({ kind: 'unknown', loginUrl: '/auth/login', connections: [] })

/** An answer that waits until it is let go. */
export function createGate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open: () => open() }
}

const name = 'notice'
const pattern = new RegExp(`(?:^|; )${name}=([\\w-]+)`)

/** Leaves a message for the page that the browser is sent to. A cookie: a link of somebody else cannot make one up. */
export function leaveNotice(res, notice) {
  const value = Buffer.from(JSON.stringify(notice)).toString('base64url')
  const { auth } = res.locals.call
  // For the pages of this part of the app, as those of the administration.
  const path = res.req.baseUrl
  res.cookie(name, value, { path, httpOnly: true, sameSite: 'lax', maxAge: 60_000, secure: isSecure(auth) })
}

/** The message, once; null: there is none. */
export function takeNotice(req, res) {
  const [, value] = pattern.exec(req.headers.cookie ?? '') ?? []
  if (value === undefined) return null
  res.clearCookie(name, { path: req.baseUrl })
  try {
    return JSON.parse(Buffer.from(value, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}

const isSecure = ({ baseUrl }) => baseUrl.protocol === 'https:'

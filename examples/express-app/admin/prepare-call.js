import { takeNotice } from './notice.js'
import { pickTexts } from '../texts/pick-texts.js'

/** What every page of the administration works with, as `res.locals.call`. */
export function prepareCall({ auth, launchpadUrl }) {
  return (req, res, next) => {
    const { session } = res.locals
    res.vary('Accept-Language')
    res.locals.call = {
      auth,
      launchpadUrl,
      session,
      organizationId: session.organization.id,
      text: pickTexts(req),
      notice: req.method === 'GET' ? takeNotice(req, res) : null,
      problem: null,
      /** Who writes, for the event log. */
      context: {
        actor: { type: 'user', id: session.user.id },
        ip: req.ip ?? null,
        userAgent: req.get('user-agent') ?? null,
      },
    }
    next()
  }
}

import { takeNotice } from './notice.js'
import { pickTexts } from '../texts/pick-texts.js'

/** What every page of the administration and of the account works with, as `res.locals.call`. */
export function prepareCall({ auth, launchpadUrl, inbox = null }) {
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
      /** What is shown this once, in the answer to the form that made it. */
      shown: null,
      /** Of the demo: what it received of its own webhooks. */
      inbox,
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

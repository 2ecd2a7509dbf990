import { toFields } from './to-fields.js'

/** Answers with a page. */
export function showPage(show) {
  return async (req, res) => {
    res.send(await show(res.locals.call, toFields(req.query), req.params))
  }
}

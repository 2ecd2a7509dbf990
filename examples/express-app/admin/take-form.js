import { leaveNotice } from './notice.js'
import { toFields } from './to-fields.js'
import { toProblem } from './to-problem.js'

/**
 * A form. Done, the browser is sent on with a message; refused, the page comes again with what was typed and why.
 * What may be shown once only is in the answer itself.
 *
 * @param {{
 *   act: (call, fields, params) => Promise<{ to: string, notice?: object } | { shown: object }>,
 *   show: (call, query, params) => Promise<string>,
 *   form: string | ((fields, params) => string)
 * }} parts `form`: on the page, where the problem is shown
 */
export function takeForm({ act, show, form }) {
  return async (req, res) => {
    const { call } = res.locals
    const fields = toFields(req.body)
    try {
      const { to, notice, shown } = await act(call, fields, req.params)
      if (shown) return res.send(await show({ ...call, shown }, fields, req.params))
      if (notice) leaveNotice(res, notice)
      res.redirect(303, to)
    } catch (error) {
      const told = toProblem(error)
      // What is gone has no place on the page any more.
      if (told.status === 404) throw error
      const name = typeof form === 'function' ? form(fields, req.params) : form
      const problem = { ...told, form: name, fields }
      res.status(problem.status).send(await show({ ...call, problem }, fields, req.params))
    }
  }
}

import { findLastSequence } from './find-last-sequence.js'

const pageSize = 25
/** How many places of the log are read at once, and how often, to find events of one type. */
const windowSize = 500
const maxWindows = 20

/**
 * The log is read from its beginning; people want its end. This walks back through it, window by window.
 *
 * @param {{ types?: string[], before?: number | null }} query `before`: the number of an event
 * @returns the newest first, and where older ones begin; null: there are none
 */
export async function listNewestEvents(events, { organizationId, types, before }) {
  let end = before ?? (await findLastSequence(events, organizationId)) + 1
  const found = []
  for (let windows = 0; end > 1 && found.length <= pageSize && windows < maxWindows; windows += 1) {
    const after = Math.max(0, end - 1 - windowSize)
    const page = await events.list({ organizationId, after, limit: windowSize, ...(types && { types }) })
    found.push(...page.events.filter(({ sequence }) => sequence < end).toReversed())
    end = after + 1
  }
  const shown = found.slice(0, pageSize)
  if (found.length > pageSize) return { events: shown, older: shown.at(-1).sequence }
  return { events: shown, older: end > 1 ? end : null }
}

import { cache } from 'react'

const probe = cache(() => ({}))

/**
 * True while server components render. React remembers a cached result for as long as it renders and for no longer, so two
 * calls agree there, and differ in route handlers and server actions.
 */
export function isRendering(): boolean {
  return probe() === probe()
}

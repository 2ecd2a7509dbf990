import { register } from 'node:module'

let isAllowed = false

/** From now on a benchmark may import what the tests are made of, which Node 20 could not run. */
export function allowTypescript() {
  if (!isAllowed) register('./typescript-hooks.js', import.meta.url)
  isAllowed = true
}

// `node --import` this file: writes the URL of every module to stderr that is loaded afterwards, one a line. Modules that
// are loaded by `require` inside of CommonJS packages appear as their package's entry only.
import { register } from 'node:module'

const hooks = `
import { writeSync } from 'node:fs'
export async function load(url, context, next) {
  if (!url.startsWith('node:')) writeSync(2, url + '\\n')
  return next(url, context)
}`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)

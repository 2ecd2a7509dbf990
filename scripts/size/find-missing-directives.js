import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A file with a hook: it draws on React itself, or calls something that is named like a hook. */
const hook = /from ['"]react['"]|\buse[A-Z]\w*\(/

/**
 * Finds the built files with hooks that do not begin with 'use client': a server component could not import them.
 *
 * @param {string} folder
 * @returns {string[]}
 */
export function findMissingDirectives(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .filter((file) => {
      const code = readFileSync(join(folder, file), 'utf8')
      return hook.test(code) && !/^(['"])use client\1;?\n/.test(code)
    })
}

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../run-command.js'

const built = pathToFileURL(join(root, 'packages/sdk-node/dist/model/auth-error.js')).href

/**
 * The table of `AuthError` codes. The last column is written by hand and kept.
 *
 * @param {string} page the page as it is
 * @returns {Promise<string>}
 * @throws Error when a code has no words in the last column, or the page has words for a code that is no more.
 */
export async function toErrorTable(page) {
  const { AuthError, authErrorCodes } = await import(built)
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` *\|.*?\|.*?\| *(.*?) *\|$/gm)]
  const causes = new Map(rows.map(([, code, cause]) => [code, cause]))
  const missing = authErrorCodes.filter((code) => !causes.get(code))
  const stale = [...causes.keys()].filter((code) => !authErrorCodes.includes(code))
  if (missing.length + stale.length > 0) {
    throw new Error(
      `docs/errors.md: write about ${missing.join(', ') || 'nothing'}; remove ${stale.join(', ') || 'nothing'}`,
    )
  }
  const lines = authErrorCodes.map((code) => {
    const { status, say } = new AuthError(code, '')
    return `| \`${code}\` | ${status} | ${say} | ${causes.get(code)} |`
  })
  return ['| code | status | what the person reads | when, and what to do |', '|---|---|---|---|', ...lines].join('\n')
}

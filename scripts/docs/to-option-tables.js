import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../run-command.js'

const source = 'packages/sdk-node/src/config/auth-options.ts'
const interfacePattern =
  /((?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?)(?:export )?interface (\w+)(?: extends (\w+))? \{\n([\s\S]*?)\n\}/g
const fieldPattern = /((?:  \/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?)  readonly (\w+)(\??): (.+)/g

/**
 * One table per interface of the options, from their own comments.
 *
 * @returns {string}
 */
export function toOptionTables() {
  const text = readFileSync(join(root, source), 'utf8')
  return [...text.matchAll(interfacePattern)]
    .map(([, comment, name, parent, body]) => {
      const rows = [...body.matchAll(fieldPattern)].map(([, doc, field, optional, type]) => {
        const { words, tags } = readComment(doc)
        const standard = optional === '' ? 'required' : asCode(tags.get('default') ?? 'none')
        return `| \`${field}\` | \`${type.replaceAll('|', '\\|')}\` | ${escape(standard)} | ${escape(words)} |`
      })
      const intro = [readComment(comment).words, parent ? `And everything of \`${parent}\`.` : '']
        .filter(Boolean)
        .join(' ')
      return [`## ${name}`, '', intro, '', '| option | type | default | |', '|---|---|---|---|', ...rows].join('\n')
    })
    .join('\n\n')
}

/** A doc comment's words and tags, each on one line. */
function readComment(comment) {
  const text = comment
    .replaceAll(/^\s*\/\*\*|\*\/\s*$/g, '')
    .replaceAll(/^\s*\* ?/gm, '')
    .trim()
  const [words, ...rest] = text.split(/^@/m)
  const tags = new Map(rest.map((tag) => [tag.split(/\s/, 1)[0], oneLine(tag.slice(tag.search(/\s/)))]))
  return { words: oneLine(words), tags }
}

/** A value in the manner of code, with what is said about it after it. */
const asCode = (text) => text.replace(/^('[^']*'|\[.*\]|\{.*\}|\d+|true|false|null|\(\) => .*)/, '`$1`')
const oneLine = (text) => text.trim().replaceAll(/\s+/g, ' ')
const escape = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')

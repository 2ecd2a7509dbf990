const languages = { ts: 'ts', typescript: 'ts', tsx: 'tsx', js: 'js', javascript: 'js' }

/**
 * Finds the fenced TypeScript and JavaScript blocks of a Markdown page. No block is left out by a mark of its own: what
 * stands in the documentation compiles.
 *
 * @param {string} markdown
 * @returns {{ language: 'ts' | 'tsx' | 'js', line: number, code: string }[]} `line` is that of the opening fence, from 1.
 */
export function listCodeBlocks(markdown) {
  const blocks = []
  /** @type {{ mark: string, language: 'ts' | 'tsx' | 'js' | undefined, line: number, lines: string[] } | null} */
  let open = null
  for (const [index, text] of markdown.split('\n').entries()) {
    const fence = /^\s*(`{3,}|~{3,})\s*(\w*)/.exec(text)
    if (open === null && fence !== null) {
      open = { mark: fence[1], language: languages[fence[2]], line: index + 1, lines: [] }
    } else if (open !== null && fence !== null && fence[2] === '' && fence[1].startsWith(open.mark)) {
      if (open.language !== undefined) {
        blocks.push({ language: open.language, line: open.line, code: open.lines.join('\n') })
      }
      open = null
    } else {
      open?.lines.push(text)
    }
  }
  return blocks
}

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../run-command.js'

const read = (page) => readFileSync(join(root, page), 'utf8').replaceAll(/^(\s*)(`{3,})[\s\S]*?^\1\2\s*$/gm, '')

/** The anchors GitHub gives the headings of a page. */
function listAnchors(page) {
  const headings = [...read(page).matchAll(/^#{1,6}\s+(.*)$/gm)].map((match) => match[1].toLowerCase().trim())
  return new Set(headings.map((text) => text.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(/\s/g, '-')))
}

/**
 * Follows the relative links and pictures of Markdown pages, anchors included.
 *
 * @param {readonly string[]} pages paths from the root of the repository
 * @returns {string[]} one line per link that leads nowhere
 */
export function findBrokenLinks(pages) {
  return pages.flatMap((page) => {
    const targets = [...read(page).matchAll(/\]\(\s*<?([^)\s>]+)|(?:src|href)="([^"]+)"/g)].map(
      (match) => match[1] ?? match[2],
    )
    return targets
      .filter((target) => !/^[a-z][a-z\d+.-]*:/i.test(target) && !leadsSomewhere(page, target))
      .map((target) => `${page}: ${target} leads nowhere`)
  })
}

function leadsSomewhere(page, target) {
  const [path, anchor] = target.split('#')
  const file = path === '' ? page : join(dirname(page), decodeURIComponent(path))
  if (!existsSync(join(root, file))) return false
  return anchor === undefined || !file.endsWith('.md') || listAnchors(file).has(anchor)
}

/** One row of the conformance table, without its verdicts. */
export interface Requirement {
  readonly title: string
  readonly proves: string
  readonly section: string
}

/** The requirements that a conformance document names, in its order. */
export function readRequirements(document: string): readonly Requirement[] {
  let title = ''
  const found: Requirement[] = []
  for (const line of document.split('\n')) {
    if (line.startsWith('## ')) title = line.slice(3)
    const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
    const [, proves, section] = cells
    const isRow = cells.length === 7 && !/^:?-+:?$/.test(proves ?? '') && proves !== 'requirement'
    if (isRow && proves !== undefined && section !== undefined) found.push({ title, proves: unescape(proves), section })
  }
  return found
}

const unescape = (text: string): string => text.replaceAll(/\\([*_`<>[\]])/g, '$1')

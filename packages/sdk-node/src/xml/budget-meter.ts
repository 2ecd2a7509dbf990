import type { TagAttribute } from './read-tag.ts'
import type { XmlBudget } from './xml-budget.ts'
import type { XmlElement } from './xml-element.ts'
import { XmlError } from './xml-error.ts'

/** Counts what a document has cost so far. Every function throws at the first breach. */
export interface BudgetMeter {
  /** An element starts, as the next child of the one that is open. */
  readonly countElement: (siblings: number, offset: number) => void
  readonly countAttributes: (attributes: readonly TagAttribute[], offset: number) => void
  /** Occurrences of a character that canonical XML writes as a reference. */
  readonly countEscapes: (text: string, character: string, offset: number) => void
  readonly open: (element: XmlElement) => void
  readonly close: () => void
}

interface Limit {
  readonly maxChildren: number
  /** The count of all elements at which this one, or one around it, is over budget. */
  readonly maxElements: number
}

export function createBudgetMeter(budget: XmlBudget): BudgetMeter {
  const document: Limit = { maxChildren: 1, maxElements: budget.maxElements }
  /** One for each open element. */
  const limits: Limit[] = []
  let elements = 0
  let attributeCount = 0
  let escapes = 0

  return {
    countElement: (siblings, offset) => {
      const { maxChildren, maxElements } = limits.at(-1) ?? document
      elements += 1
      if (elements > maxElements) throw new XmlError('too many elements', offset)
      if (limits.length >= budget.maxDepth) throw new XmlError(`elements deeper than ${budget.maxDepth}`, offset)
      if (siblings >= maxChildren) throw new XmlError(`more than ${maxChildren} children`, offset)
    },
    countAttributes: (attributes, offset) => {
      attributeCount += attributes.length
      if (attributeCount <= budget.maxTotalAttributes) return
      throw new XmlError(`more than ${budget.maxTotalAttributes} attributes`, offset)
    },
    countEscapes: (text, character, offset) => {
      for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) {
        escapes += 1
        if (escapes > budget.maxEscapes) throw new XmlError(`too many ${character}`, offset)
      }
    },
    open: (element) => {
      const outer = limits.at(-1) ?? document
      limits.push({
        maxChildren: budget.maxChildren(element),
        maxElements: Math.min(elements + budget.maxDescendants(element), outer.maxElements),
      })
    },
    close: () => limits.pop(),
  }
}

import type { Page } from 'playwright-core'

/** What a person who does not see the page has to hold on to. */
export interface PageDescription {
  readonly lang: string
  /** What stands behind the dot in the title; null without a title. */
  readonly product: string | null
  readonly headings: number
  readonly mains: number
  /** Links, buttons and fields that a screen reader has no name for. */
  readonly nameless: readonly string[]
  readonly duplicateIds: readonly string[]
}

export function describePage(page: Page): Promise<PageDescription> {
  return page.evaluate(() => {
    const toName = (element: Element): string => {
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
      const texts = [element.getAttribute('aria-label'), ...[element, ...labels].map((one) => one.textContent)]
      return texts.join('').trim()
    }
    const controls = [...document.querySelectorAll('input:not([type=hidden]), button, a[href], summary')]
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    return {
      lang: document.documentElement.lang,
      product: /^\S.* · (\S.*)$/.exec(document.title)?.[1] ?? null,
      headings: document.querySelectorAll('h1').length,
      mains: document.querySelectorAll('main').length,
      nameless: controls.filter((element) => toName(element) === '').map((element) => element.outerHTML),
      duplicateIds: ids.filter((id, index) => ids.indexOf(id) !== index),
    }
  })
}

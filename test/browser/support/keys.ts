import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Person } from './people.ts'

/** At the identity service. */
export async function typePasswordByKeys(
  page: Page,
  { username, password }: Person,
  beforeEnter: () => Promise<void> = async () => {},
): Promise<void> {
  const [name, secret] = [page.getByLabel('Username'), page.getByLabel('Password', { exact: true })]
  // The cursor stands where typing is due: in the username, or in the password when the name is known.
  await page.locator('input:focus').waitFor()
  if ((await name.inputValue()) === '') {
    await expectFocus(name)
    await page.keyboard.type(username)
    await tabTo(page, secret)
  }
  await expectFocus(secret)
  await page.keyboard.type(password)
  await beforeEnter()
  await page.keyboard.press('Enter')
}

/** Presses Tab until it arrives, and looks at every stop on the way. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let stops = 0; stops < 20; stops += 1) {
    await page.keyboard.press('Tab')
    const stop = await describeFocus(page)
    expect(stop).toMatchObject({ isMarked: true, isInView: true })
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`20 times Tab did not lead to ${String(target)}`)
}

export async function expectFocus(target: Locator): Promise<void> {
  await target.waitFor()
  expect(await target.evaluate((element) => element === document.activeElement)).toBe(true)
}

/** Whether people can see where they are: a mark around the element, and the element itself on the screen. */
function describeFocus(page: Page): Promise<object> {
  return page.evaluate(() => {
    const element = document.activeElement!
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    const { top, left, bottom, right, width, height } = element.getBoundingClientRect()
    const onTop = document.elementFromPoint(left + width / 2, top + height / 2)
    return {
      element: element.outerHTML.slice(0, 120),
      isMarked: element.matches(':focus-visible') && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      isInView:
        top >= 0 && left >= 0 && bottom <= window.innerHeight && right <= window.innerWidth && element.contains(onTop),
    }
  })
}

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findSessionEmail } from './support/find-session-email.ts'
import { launchChromium } from './support/launch-chromium.ts'
import { ana, bruno, people } from './support/people.ts'
import { askToSignIn, signIn, typePassword } from './support/sign-in.ts'
import { startDemo, type Demo } from './support/start-demo.ts'
import { visit, type Seen } from './support/visit.ts'

let demo: Demo
let chromium: Browser

beforeAll(async () => {
  ;[demo, chromium] = await Promise.all([startDemo(), launchChromium()])
})

afterAll(async () => {
  await chromium?.close()
  expect(await demo?.stop()).toBe(0)
})

it('answers a captured SAML reply in another browser with an error page, no session, and a way to start again', () =>
  visit(chromium, {}, async (page, _context, seen) => {
    await signIn(page, demo.appUrl, ana)
    const captured = getSamlReply(seen)
    await visit(chromium, { failures: [400] }, async (thief, context) => {
      await postFrom(thief, captured)
      await expectStartAgain(thief, 'LOGIN_EXPIRED')
      expect(await findSessionEmail(context, demo.appUrl)).toBeNull()
      expect(await context.cookies()).toEqual([])

      await thief.getByRole('link', { name: 'Start again' }).click()
      await typePassword(thief, ana)
      // Where the used login led is not known any more.
      await thief.waitForURL(`${demo.appUrl}/`)
      expect(await findSessionEmail(context, demo.appUrl)).toBe(ana.email)
    })
  }))

it('refuses a SAML reply that another browser asked for, also when it comes first', () =>
  visit(chromium, { javaScriptEnabled: false }, async (page) => {
    await askToSignIn(page, demo.appUrl, ana)
    await typePassword(page, ana)
    await page.getByRole('button', { name: 'Continue' }).waitFor()
    const captured = {
      url: (await page.locator('form').getAttribute('action')) ?? '',
      fields: new URLSearchParams(
        await page
          .locator('input[type=hidden]')
          .evaluateAll((inputs) => inputs.map((input) => [input.getAttribute('name')!, input.getAttribute('value')!])),
      ),
    }
    expect([...captured.fields.keys()]).toContain('SAMLResponse')
    await visit(chromium, { failures: [403] }, async (thief, context) => {
      await postFrom(thief, captured)
      await expectStartAgain(thief, 'LOGIN_BROWSER_MISMATCH')
      expect(await findSessionEmail(context, demo.appUrl)).toBeNull()
    })
  }))

it('answers a captured OIDC callback in another browser with an error page and no session', () =>
  visit(chromium, {}, async (page, _context, seen) => {
    await signIn(page, demo.appUrl, bruno)
    const callback = seen.requests.map((request) => request.url()).find((url) => url.includes('/oidc/globex/callback?'))
    await visit(chromium, { failures: [400] }, async (thief, context) => {
      await thief.goto(callback!)
      await expectStartAgain(thief, 'LOGIN_EXPIRED')
      expect(await findSessionEmail(context, demo.appUrl)).toBeNull()
    })
  }))

it.each(people)('says that the sign-in is over when $name goes back to it', (person) =>
  visit(chromium, { failures: [400] }, async (page, context) => {
    await signIn(page, demo.appUrl, person)
    await context.clearCookies({ name: /^launchpad-\d+$/ })
    await page.goBack()
    await page.getByRole('heading', { name: 'Please start again' }).waitFor()
    expect(await findSessionEmail(context, demo.appUrl)).toBeNull()
  }),
)

it('says that the sign-in is over when an old tab sends its form', () =>
  visit(chromium, { failures: [400] }, async (page, context) => {
    await askToSignIn(page, demo.appUrl, ana)
    const oldTab = await context.newPage()
    await oldTab.goto(page.url())
    await typePassword(page, ana)
    await page.waitForURL(`${demo.appUrl}/dashboard`)
    await context.clearCookies({ name: /^launchpad-\d+$/ })

    await typePassword(oldTab, ana)
    await oldTab.getByRole('heading', { name: 'Please start again' }).waitFor()
    expect(await findSessionEmail(context, demo.appUrl)).toBeNull()
  }))

it('keeps the session of a person who sends a used reply again', () =>
  visit(chromium, { failures: [400] }, async (page, context, seen) => {
    await signIn(page, demo.appUrl, ana)
    await postFrom(page, getSamlReply(seen))
    await expectStartAgain(page, 'LOGIN_EXPIRED')
    expect(await findSessionEmail(context, demo.appUrl)).toBe(ana.email)
  }))

interface CapturedForm {
  readonly url: string
  readonly fields: URLSearchParams
}

function getSamlReply({ requests }: Seen): CapturedForm {
  const reply = requests.find((request) => request.method() === 'POST' && request.url().endsWith('/acs'))
  if (reply === undefined) throw new Error('no SAML reply went through this browser')
  return { url: reply.url(), fields: new URLSearchParams(reply.postData() ?? '') }
}

/** From a page of nobody's, as somebody does who took the fields along. */
async function postFrom(page: Page, { url, fields }: CapturedForm): Promise<void> {
  await page.goto('about:blank')
  await page.evaluate(
    ([action, entries]) => {
      const form = document.createElement('form')
      Object.assign(form, { method: 'post', action })
      for (const [name, value] of entries)
        form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
      form.append(Object.assign(document.createElement('button'), { textContent: 'Send' }))
      document.body.append(form)
    },
    [url, [...fields]] as const,
  )
  await page.getByRole('button', { name: 'Send' }).click()
}

async function expectStartAgain(page: Page, code: 'LOGIN_EXPIRED' | 'LOGIN_BROWSER_MISMATCH'): Promise<void> {
  await page.getByRole('link', { name: 'Start again' }).waitFor()
  expect(await page.getByText('LOGIN_').textContent()).toBe(code)
}

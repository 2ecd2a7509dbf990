import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findSessionEmail } from './support/find-session-email.ts'
import { expectFocus } from './support/keys.ts'
import { launchChromium } from './support/launch-chromium.ts'
import { look } from './support/look.ts'
import { signInAtHome } from './support/next-sign-in.ts'
import { ana, bruno } from './support/people.ts'
import { startDemo, type Demo } from './support/start-demo.ts'
import { visit, type Seen } from './support/visit.ts'

const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'
const mac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

let demo: Demo
let chromium: Browser

beforeAll(async () => {
  ;[demo, chromium] = await Promise.all([startDemo('next-app'), launchChromium()])
})
afterAll(async () => {
  await chromium?.close()
  expect(await demo?.stop()).toBe(0)
})

interface Phone {
  readonly page: Page
  readonly context: BrowserContext
  readonly seen: Seen
}

/** Ana, signed in on her laptop and on her phone and nowhere else, with the page of her sessions on the laptop. */
const withBoth = (walk: (laptop: Page, phone: Phone) => Promise<void>): Promise<void> =>
  visit(chromium, { userAgent: mac, failures: [401] }, async (laptop) => {
    await signInAtHome(laptop, demo.appUrl, ana)
    await openSessions(laptop)
    const others = laptop.getByRole('button', { name: 'Sign out everywhere else' })
    if ((await others.count()) > 0) await others.click()
    await laptop.getByText('You are signed in nowhere else.').waitFor()
    // A page that the phone leaves may still be fetching ahead, and by then there is no session.
    await visit(chromium, { userAgent: iPhone, failures: [401] }, async (page, context, seen) => {
      await page.clock.install()
      await signInAtHome(page, demo.appUrl, ana)
      await openSessions(laptop)
      await walk(laptop, { page, context, seen })
    })
  })

async function openSessions(page: Page): Promise<void> {
  await page.goto(`${demo.appUrl}/account/sessions`)
  await page.getByRole('heading', { level: 1, name: 'Your sessions' }).waitFor()
  await page.waitForLoadState('networkidle')
}

/** A page on which the person is at work. Whoever loads it anew loses the mark. */
async function openOnPhone({ page }: Phone, path: string): Promise<void> {
  await page.goto(`${demo.appUrl}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  // It has come alive when what it shows is being prefetched.
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => Object.assign(window, { isTheSameDocument: true }))
}

async function endPhone(laptop: Page, { context }: Phone): Promise<void> {
  await laptop.getByRole('button', { name: 'Sign out Safari on iPhone' }).click()
  await laptop.getByText('Signed out: one session.').waitFor()
  // Actions and handlers have a copy of the app each, which learn of each other within a second.
  await expect.poll(() => findSessionEmail(context, demo.appUrl)).toBeNull()
}

const isTheSameDocument = (page: Page): Promise<boolean> => page.evaluate(() => 'isTheSameDocument' in window)

const questionsOf = ({ seen }: Phone): readonly string[] =>
  seen.requests.map((request) => request.url()).filter((url) => url.startsWith(`${demo.appUrl}/auth/session`))

describe('a session that was ended in another browser', () => {
  it('is gone when the person comes back to the page, which is not loaded anew', () =>
    withBoth(async (laptop, phone) => {
      await openOnPhone(phone, '/requests/1042')
      await phone.page.clock.fastForward('00:10')
      await endPhone(laptop, phone)
      await phone.page.evaluate(() => window.dispatchEvent(new Event('focus')))
      await phone.page.getByRole('heading', { name: 'You are signed out' }).waitFor()
      expect(await phone.page.getByText('Laptops').count()).toBe(0)
      expect(await isTheSameDocument(phone.page)).toBe(true)
      await look(phone.page, 'next-ended-elsewhere')
    }))

  it('is gone within a minute while the person looks at the page', () =>
    withBoth(async (laptop, phone) => {
      await openOnPhone(phone, '/team')
      await endPhone(laptop, phone)
      const before = questionsOf(phone).length
      await phone.page.clock.fastForward('01:01')
      await phone.page.getByRole('heading', { name: 'You are signed out' }).waitFor()
      expect(questionsOf(phone).slice(before)).toEqual([`${demo.appUrl}/auth/session?renew=false`])
      expect(await isTheSameDocument(phone.page)).toBe(true)
      // And then there is nothing to ask about.
      await phone.page.clock.fastForward('10:00')
      expect(questionsOf(phone)).toHaveLength(before + 1)
    }))

  it('is gone from every tab as soon as one has noticed', () =>
    withBoth(async (laptop, phone) => {
      await openOnPhone(phone, '/requests/1042')
      const second = { ...phone, page: await phone.context.newPage() }
      await openOnPhone(second, '/team')
      await endPhone(laptop, phone)
      await second.page.clock.fastForward('00:10')
      await second.page.evaluate(() => window.dispatchEvent(new Event('focus')))
      for (const { page } of [second, phone]) {
        await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
        expect(await isTheSameDocument(page)).toBe(true)
      }
    }))

  it('is no session for the next click either', () =>
    withBoth(async (laptop, phone) => {
      await openOnPhone(phone, '/dashboard')
      await endPhone(laptop, phone)
      // The proxy has a copy of the app of its own, which learns of it within a second.
      await expect
        .poll(async () => (await phone.page.goto(`${demo.appUrl}/requests/1042`))?.url())
        .toBe(`${demo.appUrl}/sign-in?return_to=%2Frequests%2F1042`)
      expect(await findSessionEmail(phone.context, demo.appUrl)).toBeNull()
    }))
})

describe('the page of the sessions', () => {
  it('says of each where it came from, and which is this one', () =>
    withBoth(async (laptop) => {
      await laptop.goto(`${demo.appUrl}/dashboard`)
      await laptop.locator('summary').click()
      await laptop.getByRole('link', { name: 'Your sessions' }).click()
      await laptop.getByRole('heading', { level: 1, name: 'Your sessions' }).waitFor()
      const linesOf = (title: string): Promise<readonly string[]> =>
        laptop.getByRole('list', { name: title, exact: true }).getByRole('listitem').allInnerTexts()
      const [here = '', ...noMore] = await linesOf('Here')
      for (const text of ['Chrome on macOS', 'This device', 'by acme', 'Last seen: now']) expect(here).toContain(text)
      const [elsewhere = '', ...none] = await linesOf('Elsewhere')
      for (const text of ['Safari on iPhone', 'by acme', 'Began: ', 'Last seen: ']) expect(elsewhere).toContain(text)
      expect([noMore, none]).toEqual([[], []])
      await look(laptop, 'next-sessions')
    }))

  it('tells what has ended to who listens, and goes on with the keyboard there', () =>
    withBoth(async (laptop, { context }) => {
      await laptop.getByRole('button', { name: 'Sign out everywhere else' }).click()
      const told = laptop.getByRole('status').filter({ hasText: 'Signed out: one session.' })
      await expectFocus(told)
      await laptop.getByText('You are signed in nowhere else.').waitFor()
      expect(await findSessionEmail(context, demo.appUrl)).toBeNull()
    }))

  it('works where scripts are switched off', () =>
    withBoth(async (laptop, { context }) => {
      const storageState = await laptop.context().storageState()
      await visit(chromium, { storageState, javaScriptEnabled: false }, async (page) => {
        await page.goto(`${demo.appUrl}/account/sessions`)
        await page.getByRole('button', { name: 'Sign out Safari on iPhone' }).click()
        await page.getByText('You are signed in nowhere else.').waitFor()
      })
      expect(await findSessionEmail(context, demo.appUrl)).toBeNull()
    }))

  it.each([
    ['pt-BR', 'Suas sessões', 'Safari no iPhone'],
    ['es-MX', 'Tus sesiones', 'Safari en iPhone'],
  ])('speaks %s', (locale, title, device) =>
    withBoth(async (laptop) => {
      const storageState = await laptop.context().storageState()
      await visit(chromium, { locale, storageState }, async (page) => {
        await page.goto(`${demo.appUrl}/account/sessions`)
        await page.getByRole('heading', { level: 1, name: title }).waitFor()
        expect(await page.locator('main').innerText()).toContain(device)
      })
    }),
  )
})

describe('signing out', () => {
  it.each([ana, bruno])('of $name ends the session at the Launchpad too, where that is asked for', (person) =>
    visit(chromium, { failures: [401] }, async (page) => {
      await signInAtHome(page, demo.appUrl, person)
      await openSessions(page)
      await page.getByRole('button', { name: 'Sign out here and at the Launchpad' }).click()
      await page.waitForURL((url) => url.origin === demo.launchpadUrl || url.pathname === '/')
      if (page.url().startsWith(demo.launchpadUrl)) await page.getByRole('button').first().click()
      await page.waitForURL(`${demo.appUrl}/`)
      await page.goto(`${demo.launchpadUrl}/`)
      await page.getByLabel('Password', { exact: true }).waitFor()
    }),
  )
})

import { join } from 'node:path'
import { createAuth } from '@launchpad-sso/sdk-node'
import { sqliteStore } from '@launchpad-sso/sdk-node/sqlite'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findSessionEmail } from './support/find-session-email.ts'
import { expectFocus, tabTo } from './support/keys.ts'
import { launchChromium } from './support/launch-chromium.ts'
import { look } from './support/look.ts'
import { ana, bruno } from './support/people.ts'
import { signIn } from './support/sign-in.ts'
import { startDemo, type Demo } from './support/start-demo.ts'
import { visit } from './support/visit.ts'

const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'
const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0'

let demo: Demo
let chromium: Browser

beforeAll(async () => {
  ;[demo, chromium] = await Promise.all([startDemo(), launchChromium()])
})
afterAll(async () => {
  await chromium?.close()
  expect(await demo?.stop()).toBe(0)
})

type Walk = (laptop: Page, phone: Page, contexts: readonly BrowserContext[]) => Promise<void>

/** Ana, signed in on her laptop and on her phone and nowhere else, with the page of her sessions on the laptop. */
const withBoth = (walk: Walk): Promise<void> =>
  visit(chromium, { userAgent: windows, failures: [401] }, async (laptop, context) => {
    await signIn(laptop, demo.appUrl, ana)
    await endOthers(laptop)
    await visit(chromium, { userAgent: iPhone, failures: [401] }, async (phone, phoneContext) => {
      await signIn(phone, demo.appUrl, ana)
      await laptop.goto(`${demo.appUrl}/account/sessions`)
      await walk(laptop, phone, [context, phoneContext])
    })
  })

async function endOthers(page: Page): Promise<void> {
  await page.goto(`${demo.appUrl}/account/sessions`)
  const button = page.getByRole('button', { name: 'Sign out everywhere else' })
  if ((await button.count()) > 0) await button.click()
  await page.getByText('You are signed in nowhere else.').waitFor()
}

const linesOf = (page: Page, title: string): Promise<readonly string[]> =>
  page.getByRole('list', { name: title, exact: true }).getByRole('listitem').allInnerTexts()

const emailOf = (context: BrowserContext): Promise<string | null> => findSessionEmail(context, demo.appUrl)

describe('the page of the sessions', () => {
  it('is one click away, and says of each where it came from, and which is this one', () =>
    withBoth(async (laptop) => {
      await laptop.goto(`${demo.appUrl}/dashboard`)
      await laptop.locator('summary').click()
      await laptop.getByRole('link', { name: 'Your sessions' }).click()
      await laptop.getByRole('heading', { level: 1, name: 'Your sessions' }).waitFor()
      const here = await linesOf(laptop, 'Here')
      expect(here).toHaveLength(1)
      for (const text of ['Edge on Windows', 'This device', 'From 127.0.0.1', 'Last seen: now'])
        expect(here[0]).toContain(text)
      const [elsewhere = '', ...more] = await linesOf(laptop, 'Elsewhere')
      expect(more).toEqual([])
      for (const text of ['Safari on iPhone', 'From 127.0.0.1', 'Began: ', 'Last seen: '])
        expect(elsewhere).toContain(text)
      expect(elsewhere).not.toContain('This device')
      await look(laptop, 'sessions')
    }))

  it.each([
    ['pt-BR', 'pt-BR', ['Suas sessões', 'Este dispositivo', 'Safari no iPhone', 'Sair de todos os outros']],
    ['es-MX', 'es', ['Tus sesiones', 'Este dispositivo', 'Safari en iPhone', 'Cerrar todas las demás']],
  ])('speaks %s', (locale, lang, words) =>
    withBoth(async (_laptop, _phone, [context]) =>
      visit(chromium, { locale, storageState: await context!.storageState() }, async (page) => {
        await page.goto(`${demo.appUrl}/account/sessions`)
        expect(await page.locator('html').getAttribute('lang')).toBe(lang)
        const text = await page.locator('main').innerText()
        for (const word of words) expect(text).toContain(word)
        expect(text).not.toMatch(/undefined|null|\[object/)
      }),
    ),
  )

  it('is for those who are signed in', () =>
    visit(chromium, {}, async (page) => {
      await page.goto(`${demo.appUrl}/account/sessions`)
      expect(page.url()).toContain('/auth/login?return_to=%2Faccount%2Fsessions')
    }))
})

describe('signing out elsewhere', () => {
  it('ends that session: the next click there asks to sign in, and this one goes on', () =>
    withBoth(async (laptop, phone, contexts) => {
      await laptop.getByRole('button', { name: 'Sign out Safari on iPhone' }).click()
      const told = laptop.getByRole('status')
      expect(await told.innerText()).toBe('Signed out: Safari on iPhone.')
      await expectFocus(told)
      await laptop.getByText('You are signed in nowhere else.').waitFor()
      await phone.getByRole('link', { name: 'Dashboard' }).click()
      await phone.waitForURL(`${demo.appUrl}/auth/login?return_to=%2Fdashboard`)
      expect(await Promise.all(contexts.map(emailOf))).toEqual([ana.email, null])
    }))

  it('ends all others at once', () =>
    withBoth((laptop, _phone, contexts) =>
      visit(chromium, {}, async (third, context) => {
        await signIn(third, demo.appUrl, ana)
        await laptop.getByRole('button', { name: 'Sign out everywhere else' }).click()
        expect(await laptop.getByRole('status').innerText()).toBe('Signed out everywhere else: 2 sessions.')
        expect(await Promise.all([...contexts, context].map(emailOf))).toEqual([ana.email, null, null])
      }),
    ))

  it('says so when that session is over already', () =>
    withBoth(async (laptop, phone) => {
      await phone.locator('summary').click()
      await phone.getByRole('button', { name: 'Sign out' }).click()
      await phone.waitForURL(`${demo.appUrl}/`)
      await laptop.getByRole('button', { name: 'Sign out Safari on iPhone' }).click()
      expect(await laptop.getByRole('status').innerText()).toBe('That session is over already.')
    }))

  it('needs nothing but the keyboard', () =>
    withBoth(async (laptop, _phone, contexts) => {
      await tabTo(laptop, laptop.getByRole('button', { name: 'Sign out Safari on iPhone' }))
      await laptop.keyboard.press('Enter')
      await laptop.getByText('You are signed in nowhere else.').waitFor()
      expect(await Promise.all(contexts.map(emailOf))).toEqual([ana.email, null])
    }))

  it('is no way to end the session of somebody else, nor for another site', () =>
    withBoth((laptop, phone, [context, phoneContext]) =>
      visit(chromium, {}, async (page, brunos) => {
        await signIn(page, demo.appUrl, bruno)
        const answer = await brunos.request.get(`${demo.appUrl}/auth/session`)
        const { session } = (await answer.json()) as { session: { id: string } }
        const post = async (origin: string, id: string): Promise<number> => {
          const sent = { form: { id }, headers: { origin }, maxRedirects: 0 }
          return (await context!.request.post(`${demo.appUrl}/account/sessions/end`, sent)).status()
        }
        expect(await post(demo.appUrl, session.id)).toBe(303)
        await laptop.reload()
        expect(await laptop.getByRole('status').innerText()).toBe('That session is over already.')
        expect(await emailOf(brunos)).toBe(bruno.email)

        const id = await laptop.locator('input[name=id]').first().inputValue()
        expect(await post('https://evil.test', id)).toBe(403)
        expect(await emailOf(phoneContext!)).toBe(ana.email)
        expect(phone.isClosed()).toBe(false)
      }),
    ))
})

describe('signing out here', () => {
  it('leaves the Launchpad alone, or ends the session there too', () =>
    visit(chromium, {}, async (page) => {
      await signIn(page, demo.appUrl, ana)
      await page.locator('summary').click()
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.waitForURL(`${demo.appUrl}/`)
      await page.goto(`${demo.launchpadUrl}/`)
      await page.getByRole('heading', { name: 'Hello, Ana' }).waitFor()

      await page.goto(`${demo.appUrl}/dashboard`)
      await page.locator('input[name=email]').fill(ana.email)
      await page.keyboard.press('Enter')
      await page.waitForURL(`${demo.appUrl}/dashboard`)
      await page.locator('summary').click()
      await page.getByLabel('At the Launchpad, too').check()
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByRole('button').click()
      await page.waitForURL(`${demo.appUrl}/`)
      await page.goto(`${demo.launchpadUrl}/`)
      await page.getByLabel('Password', { exact: true }).waitFor()
    }))

  it('ends the session of Bruno at his OpenID provider too, and comes back', () =>
    visit(chromium, {}, async (page) => {
      await signIn(page, demo.appUrl, bruno)
      await page.locator('summary').click()
      await page.getByLabel('At the Launchpad, too').check()
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.waitForURL((url) => url.origin === demo.launchpadUrl || url.pathname === '/')
      if (page.url().startsWith(demo.launchpadUrl)) await page.getByRole('button').first().click()
      await page.waitForURL(`${demo.appUrl}/`)
      await page.goto(`${demo.launchpadUrl}/`)
      await page.getByLabel('Password', { exact: true }).waitFor()
    }))
})

describe('an administrator', () => {
  const sectionOf = (page: Page): Locator => page.getByRole('region', { name: 'Sessions' })

  it('sees the sessions of a person, and ends one or all of them', async () => {
    const id = await addColleague()
    await visit(chromium, { userAgent: windows }, async (admin) => {
      await signIn(admin, demo.appUrl, ana)
      await admin.goto(`${demo.appUrl}/admin/members/${id}`)
      const section = sectionOf(admin)
      expect(await section.getByRole('listitem').allInnerTexts()).toEqual([
        expect.stringContaining('Edge on Windows'),
        expect.stringContaining('Unknown device'),
        expect.stringContaining('Safari on iPhone'),
      ])
      await look(admin, 'admin-member-sessions')
      await section.getByRole('button', { name: 'Sign out Safari on iPhone' }).click()
      expect(await admin.getByRole('status').innerText()).toBe('Bruno Lima is signed out: Safari on iPhone.')
      expect(await section.getByRole('listitem').count()).toBe(2)
      await section.getByRole('button', { name: 'Sign out everywhere' }).click()
      expect(await admin.getByRole('status').innerText()).toBe('Bruno Lima is signed out everywhere.')
      await section.getByText('Not signed in anywhere.').waitFor()
      await admin.goto(`${demo.appUrl}/admin/audit?type=session.*`)
      await admin.getByText('Ana Souza ended all sessions of Bruno Lima').waitFor()
    })
  })

  it('is told where their own sessions are, and ends none of them there', () =>
    visit(chromium, {}, async (admin) => {
      await signIn(admin, demo.appUrl, ana)
      await admin.goto(`${demo.appUrl}/admin/members`)
      await admin.getByRole('link', { name: 'Ana Souza' }).click()
      const section = sectionOf(admin)
      await section.getByText('This device').waitFor()
      expect(await section.getByRole('button').count()).toBe(0)
      const sent = { headers: { origin: demo.appUrl }, maxRedirects: 0 }
      expect((await admin.request.post(`${admin.url()}/sessions/end-all`, sent)).status()).toBe(409)
      await section.getByRole('link', { name: 'Your sessions' }).click()
      await admin.getByRole('heading', { level: 1, name: 'Your sessions' }).waitFor()
    }))
})

/** Somebody else of Acme, who is signed in on three devices: by another process of the same app. */
async function addColleague(): Promise<string> {
  const store = sqliteStore(join(demo.place.dataFolder, 'demo.db'))
  const auth = createAuth({ baseUrl: demo.appUrl, secrets: ['not-the-secret-of-the-demo-'.repeat(2)], store })
  const { id } = await auth.users.create('acme', { email: 'bruno@acme.test', name: 'Bruno Lima' })
  for (const userAgent of [iPhone, null, windows]) {
    const user = { id, email: 'bruno@acme.test', name: 'Bruno Lima' }
    const headers = new Headers(userAgent === null ? {} : { 'user-agent': userAgent })
    await auth.createSession({ user, organization: { id: 'acme', name: 'Acme' }, connection: 'acme' }, { headers })
  }
  await store.close()
  return id
}

import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findSessionEmail } from './support/find-session-email.ts'
import { expectFocus, tabTo, typePasswordByKeys } from './support/keys.ts'
import { launchChromium } from './support/launch-chromium.ts'
import { findSignInForm, signInAtHome, signInByForm, signOutByMenu, typeEmailIntoForm } from './support/next-sign-in.ts'
import { ana, bruno, people, type Person } from './support/people.ts'
import { startDemo, type Demo } from './support/start-demo.ts'
import { visit, type Seen } from './support/visit.ts'

type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>

let demo: Demo
let chromium: Browser
/** What the browsers of Ana and of Bruno hold once they are signed in. Who signs out has signed in themselves: this is for all. */
let signedIn: Readonly<Record<'ana' | 'bruno', SignedIn>>

beforeAll(async () => {
  ;[demo, chromium] = await Promise.all([startDemo('next-app'), launchChromium()])
  const keep = async (person: Person): Promise<SignedIn> => {
    let state: SignedIn | undefined
    await visit(chromium, {}, async (page, context) => {
      await signInAtHome(page, demo.appUrl, person)
      state = await context.storageState()
    })
    return state!
  }
  signedIn = { ana: await keep(ana), bruno: await keep(bruno) }
})

afterAll(async () => {
  await chromium?.close()
  expect(await demo?.stop()).toBe(0)
})

describe.each(people)('$name by $protocol', (person) => {
  it('types the e-mail into the form of the start page and lands on the dashboard', () =>
    visit(chromium, {}, async (page, context) => {
      await page.goto(`${demo.appUrl}/`)
      await typeEmailIntoForm(page, person)
      await page.getByLabel('Username').fill(person.username)
      expect(new URL(page.url()).origin).toBe(demo.launchpadUrl)
      await page.getByLabel('Password', { exact: true }).fill(person.password)
      await page.getByRole('button', { name: 'Sign in' }).click()

      await page.waitForURL(`${demo.appUrl}/dashboard`)
      await page.getByRole('heading', { name: `Hello, ${person.firstName}` }).waitFor()
      expect(await findSessionEmail(context, demo.appUrl)).toBe(person.email)
    }))

  it('comes back to the deep link that was asked for, with its query', () =>
    visit(chromium, {}, async (page) => {
      const [request, event] = person === ana ? ['1036', 'Ordered'] : ['314', 'Ordered']
      const path = `/requests/${request}?tab=history`
      await page.goto(`${demo.appUrl}${path}`)
      await page.waitForURL(`${demo.appUrl}/sign-in?return_to=${encodeURIComponent(path)}`)
      await signInByForm(page, demo.appUrl, person, path)
      await page.getByRole('listitem').getByText(event).waitFor()
    }))

  it('signs in where scripts are switched off', () =>
    visit(chromium, { javaScriptEnabled: false }, async (page, context) => {
      await page.goto(`${demo.appUrl}/team`)
      await typeEmailIntoForm(page, person)
      await page.locator('input[name=username]').fill(person.username)
      await page.locator('input[name=password]').fill(person.password)
      await page.locator('button[type=submit]').click()
      if (person.protocol === 'SAML') await page.getByRole('button', { name: 'Continue' }).click()
      await page.waitForURL(`${demo.appUrl}/team`)
      expect(await findSessionEmail(context, demo.appUrl)).toBe(person.email)
    }))
})

it('signs in, decides a request and signs out with the keyboard alone', () =>
  // The page that is left prefetches what it shows, and by then there is no session.
  visit(chromium, { failures: [401] }, async (page, context) => {
    await page.goto(`${demo.appUrl}/dashboard`)
    await tabTo(page, findSignInForm(page).getByRole('textbox'))
    await page.keyboard.type(bruno.email)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await typePasswordByKeys(page, bruno)
    await page.waitForURL(`${demo.appUrl}/dashboard`)

    const approve = page.getByRole('button', { name: 'Approve Laboratory glassware' })
    await tabTo(page, approve)
    await page.keyboard.press('Enter')
    await approve.waitFor({ state: 'detached' })

    await page.reload()
    await tabTo(page, page.locator('summary'))
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('button', { name: 'Sign out' }))
    await page.keyboard.press('Enter')
    await page.waitForURL(`${demo.appUrl}/`)
    expect(await findSessionEmail(context, demo.appUrl)).toBeNull()
  }))

it('says what is wrong with an address and puts the cursor there', () =>
  visit(chromium, {}, async (page) => {
    await page.goto(`${demo.appUrl}/sign-in`)
    const field = findSignInForm(page).getByRole('textbox')
    await field.fill('ana')
    await page.keyboard.press('Enter')
    await page.locator('[data-launchpad="sign-in-form-error"]').waitFor()
    await expectFocus(field)
    expect(await field.getAttribute('aria-invalid')).toBe('true')
  }))

describe('a page of links to protected pages', () => {
  const tall = { width: 1280, height: 1600 }

  it('prefetches more than 20 of them for a visitor without starting one sign-in', () =>
    visit(chromium, { viewport: tall, failures: [401] }, async (page, context, seen) => {
      await page.goto(`${demo.appUrl}/catalogue`)
      await expect.poll(() => answeredPrefetches(seen)).toBeGreaterThanOrEqual(20)
      expect(logins(seen)).toEqual([])
      expect(await listPending(context)).toEqual([])
    }))

  it('signs in by a click on one of them, arrives there, and goes round in no circle', () =>
    visit(chromium, { viewport: tall, failures: [401] }, async (page, context, seen) => {
      await page.goto(`${demo.appUrl}/catalogue`)
      await expect.poll(() => answeredPrefetches(seen)).toBeGreaterThanOrEqual(20)
      await page.getByRole('link', { name: 'Office chair' }).click()
      await page.waitForURL(`${demo.appUrl}/sign-in?return_to=%2Fcatalogue%2F2`)
      expect(await listPending(context)).toEqual([])
      await signInByForm(page, demo.appUrl, ana, '/catalogue/2')
      await page.getByRole('heading', { name: 'Office chair' }).waitFor()
      // To the page that asks for the address, and from there to the identity provider.
      expect(logins(seen).filter((url) => url.startsWith(`${demo.appUrl}/auth/login`))).toHaveLength(2)
      expect(await listPending(context)).toEqual([])
    }))

  it('goes from one to the other without asking the server for a page once somebody is signed in', () =>
    visit(chromium, { viewport: tall, storageState: signedIn.ana }, async (page, _context, seen) => {
      await page.goto(`${demo.appUrl}/dashboard`)
      await page.getByRole('link', { name: 'Catalogue' }).click()
      await page.getByRole('link', { name: 'Safety shoes' }).click()
      await page.getByRole('heading', { name: 'Safety shoes' }).waitFor()
      const documents = seen.requests.filter((request) => request.resourceType() === 'document')
      expect(documents.map((request) => request.url())).not.toContain(`${demo.appUrl}/catalogue`)
    }))
})

it('orders by a server action and shows the new request', () =>
  visit(chromium, { storageState: signedIn.bruno }, async (page) => {
    await page.goto(`${demo.appUrl}/catalogue/19`)
    await page.getByLabel('Quantity').fill('3')
    await page.getByRole('button', { name: 'Ask for it' }).click()
    await page.getByRole('heading', { name: 'Beaker set, 3 pieces' }).waitFor()
    await page.goto(`${demo.appUrl}/dashboard`)
    await page.getByRole('link', { name: 'Beaker set, 3 pieces' }).waitFor()
  }))

describe('guards', () => {
  it('let the people of one organization in and show everybody else the page 403', () =>
    visit(chromium, { failures: [403], storageState: signedIn.bruno }, async (page) => {
      await page.goto(`${demo.appUrl}/team`)
      await page.getByRole('link', { name: 'Approval rules of Acme' }).click()
      await page.getByText('ROLE_MISSING').waitFor()
    }))

  it('let whoever has the role in and show everybody else the page 403', async () => {
    await visit(chromium, { storageState: signedIn.bruno }, async (page) => {
      await page.goto(`${demo.appUrl}/team`)
      await page.getByText('You are an administrator.').waitFor()
      await page.getByRole('link', { name: 'Administration' }).click()
      await page.getByRole('heading', { name: 'Administration' }).waitFor()
    })
    await visit(chromium, { failures: [403], storageState: signedIn.ana }, async (page) => {
      await page.goto(`${demo.appUrl}/admin`)
      await page.getByText('ROLE_MISSING').waitFor()
    })
  })

  it('show the organization its page', () =>
    visit(chromium, { storageState: signedIn.ana }, async (page) => {
      await page.goto(`${demo.appUrl}/team`)
      await page.getByText('You have no role.').waitFor()
      await page.getByRole('link', { name: 'Approval rules of Acme' }).click()
      await page.getByRole('heading', { name: 'Approval rules' }).waitFor()
    }))
})

it('takes the session away from the other tabs when one signs out, without loading them again', () =>
  // With a sign-in of its own: the session ends here, wherever its cookie was copied to.
  visit(chromium, { failures: [401] }, async (first, context) => {
    await signInAtHome(first, demo.appUrl, ana)
    const second = await context.newPage()
    await second.goto(`${demo.appUrl}/requests/1042?tab=history`)
    await second.getByRole('heading', { level: 1 }).waitFor()
    // It has come alive when what it shows is being prefetched.
    await second.waitForLoadState('networkidle')
    await second.evaluate(() => Object.assign(window, { isTheSameDocument: true }))

    await signOutByMenu(first)
    await first.waitForURL(`${demo.appUrl}/`)
    await second.getByRole('heading', { name: 'You are signed out' }).waitFor()
    expect(await second.getByText('Laptops').count()).toBe(0)
    expect(await second.evaluate(() => 'isTheSameDocument' in window)).toBe(true)

    // And back: the identity service still knows her, so the address is all it takes. The tab that stayed follows.
    await typeEmailIntoForm(second, ana)
    await second.getByText('Laptops').first().waitFor()
    await first.bringToFront()
    await first.locator('[data-launchpad="user-menu"]').waitFor()
  }))

it('refuses a copied cookie on pages too, once its owner has signed out by a handler', () =>
  visit(chromium, { failures: [401] }, async (page, context) => {
    await signInAtHome(page, demo.appUrl, ana)
    const cookies = await context.cookies(demo.appUrl)
    const copy = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    // Pages, handlers and the proxy each have a copy of the app: all of them have to know.
    const ask = async (path: string, accept: string): Promise<number> =>
      (await fetch(`${demo.appUrl}${path}`, { headers: { cookie: copy, accept }, redirect: 'manual' })).status
    const asked = [
      ['/dashboard', 'text/html'],
      ['/api/requests', 'application/json'],
    ] as const
    const askAll = (): Promise<readonly number[]> => Promise.all(asked.map(([path, accept]) => ask(path, accept)))
    const isGreeted = async (): Promise<boolean> =>
      (await (await fetch(`${demo.appUrl}/`, { headers: { cookie: copy, accept: 'text/html' } })).text()).includes(
        `Welcome, ${ana.name}`,
      )
    expect([await askAll(), await isGreeted()]).toEqual([[200, 200], true])
    await signOutByMenu(page)
    await page.waitForURL(`${demo.appUrl}/`)
    // Every copy has learned of it within a second.
    await expect.poll(async () => [await askAll(), await isGreeted()]).toEqual([[303, 401], false])
  }))

it('never shows a signed-in person the way in while a page comes alive', () =>
  visit(chromium, { storageState: signedIn.ana }, async (page, context) => {
    await context.addInitScript(() => {
      const flashes: string[] = []
      Object.assign(window, { flashes })
      const look = (): void => {
        for (const part of ['sign-in-button', 'sign-in-form'])
          if (document.querySelector(`[data-launchpad="${part}"]`) !== null) flashes.push(part)
        if (document.querySelector('main') !== null && document.querySelector('[data-launchpad="user-menu"]') === null)
          flashes.push('no menu')
      }
      new MutationObserver(look).observe(document, { childList: true, subtree: true })
    })
    for (const path of ['/', '/dashboard', '/team', '/requests/1042']) {
      await page.goto(`${demo.appUrl}${path}`)
      // It is alive when what it shows is being prefetched.
      await page.waitForLoadState('networkidle')
      expect(await page.evaluate(() => (window as unknown as { flashes: string[] }).flashes)).toEqual([])
    }
  }))

const languages = [
  {
    browser: 'pt-BR',
    lang: 'pt-BR',
    home: ['Entrar', 'E-mail de trabalho', 'Continuar com o e-mail'],
    out: 'Sair',
    team: 'Equipe',
  },
  { browser: 'es-MX', lang: 'es', home: ['Iniciar sesión', 'Correo de trabajo'], out: 'Cerrar sesión', team: 'Equipo' },
  {
    browser: 'de-DE',
    lang: 'en',
    home: ['Sign in', 'Work e-mail', 'Continue with e-mail'],
    out: 'Sign out',
    team: 'Team',
  },
] as const

it.each(languages)(
  'speaks the language of a browser that asks for $browser, or English',
  ({ browser, lang, home, out, team }) =>
    visit(chromium, { locale: browser }, async (page, context) => {
      await page.goto(`${demo.appUrl}/`)
      expect(await page.locator('html').getAttribute('lang')).toBe(lang)
      const text = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ')
      for (const word of home) expect(text).toContain(word)
      await context.addCookies(signedIn.ana.cookies)
      await page.goto(`${demo.appUrl}/dashboard`)
      await page.locator('summary').click()
      await page.getByRole('button', { name: out }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('link', { name: team, exact: true }).click()
      await page.getByRole('heading', { level: 1, name: team }).waitFor()
    }),
)

/** Requests of the router for pages of the catalogue that have their answer. */
function answeredPrefetches({ requests }: Seen): number {
  const paths = requests
    .filter((request) => request.resourceType() === 'fetch' && request.timing().responseStart >= 0)
    .map((request) => new URL(request.url()).pathname)
  return new Set(paths.filter((path) => /^\/catalogue\/\d+$/.test(path))).size
}

/** Requests that start a sign-in, and all to the identity service. */
function logins({ requests }: Seen): readonly string[] {
  return requests
    .map((request) => request.url())
    .filter((url) => url.startsWith(`${demo.appUrl}/auth/login`) || url.startsWith(demo.launchpadUrl))
}

/** Cookies of sign-ins that have begun. */
async function listPending(context: BrowserContext): Promise<readonly string[]> {
  const cookies = await context.cookies(demo.appUrl)
  return cookies.map(({ name }) => name).filter((name) => /^launchpad-\d+-/.test(name))
}

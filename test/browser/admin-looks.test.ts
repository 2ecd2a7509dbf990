import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describePage } from './support/describe-page.ts'
import { findViolations, readAxe } from './support/find-violations.ts'
import { ana } from './support/people.ts'
import { startAdminDemo, type AdminDemo } from './support/start-admin-demo.ts'

let demo: AdminDemo
let axe: string

beforeAll(async () => {
  ;[demo, axe] = await Promise.all([startAdminDemo(), readAxe()])
  await fill()
})
afterAll(() => demo?.stop())

/** Something to look at: a domain that is not proven, a group that is mapped, two people. */
const fill = (): Promise<void> =>
  demo.withAuth(async (auth) => {
    await auth.domains.add('acme', 'acme-labs.test')
    const { groups } = await auth.groups.list('acme')
    await auth.roles.map('acme', { groupId: groups[0]?.id ?? '', role: 'buyer' })
    await auth.users.create('acme', { email: 'bruno@acme.test', name: 'Bruno Lima', status: 'invited' })
  })

/** Those that a script helps; all of them work without. */
const scripted = ['/admin/connection', '/admin/webhooks', '/admin/audit']

const pages = [
  '/admin',
  '/admin/domains',
  '/admin/domains/remove?name=acme-labs.test',
  '/admin/connection',
  '/admin/members',
  '/admin/roles',
  '/admin/roles/reconcile',
  '/admin/webhooks',
  '/admin/audit?verify=1',
]

describe.each(pages)('%s', (path) => {
  it('breaks no rule of WCAG 2.2 AA in light or dark, fits a phone, and has no script but a file of ours', () =>
    demo.visitAs(
      ana,
      path,
      async (page) => {
        expect(await describePage(page)).toEqual({
          lang: 'en',
          product: 'Procurement',
          headings: 1,
          mains: 1,
          nameless: [],
          duplicateIds: [],
        })
        const address = path.split('?')[0] ?? ''
        expect(await page.locator('script:not([src^="/"]), [onclick], [style]').count()).toBe(0)
        expect(await page.locator('script').count()).toBe(scripted.includes(address) ? 1 : 0)
        const policy = (await page.request.get(page.url())).headers()['content-security-policy'] ?? ''
        // Where no script is needed, none is allowed.
        const allowed = scripted.some((one) => address.startsWith(one)) ? "script-src 'self'" : null
        expect(/script-src [^;]*/.exec(policy)?.[0] ?? null).toBe(allowed)
        const name = address.slice(1).replaceAll('/', '-')
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          await page.screenshot({ path: `${demo.screenshots}/${name}-${colorScheme}.png`, fullPage: true })
          expect({ colorScheme, violations: await findViolations(page, axe) }).toEqual({ colorScheme, violations: [] })
        }
        for (const width of [390, 320]) {
          await page.setViewportSize({ width, height: 844 })
          await page.screenshot({ path: `${demo.screenshots}/${name}-${width}.png`, fullPage: true })
          expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).toBeLessThanOrEqual(width)
        }
      },
      { viewport: { width: 1280, height: 800 } },
    ))

  it.each([
    ['pt-BR', 'pt-BR', 'Administração'],
    ['es-MX', 'es', 'Administración'],
  ])('speaks the language of a browser that asks for %s', (locale, lang, label) =>
    demo.visitAs(
      ana,
      path,
      async (page) => {
        expect(await page.locator('html').getAttribute('lang')).toBe(lang)
        await page.getByRole('navigation', { name: label }).waitFor()
        expect(await page.locator('body').innerText()).not.toMatch(/undefined|null|\[object/)
        expect(await findViolations(page, axe)).toEqual([])
      },
      { locale },
    ),
  )
})

it('breaks no rule on the page of a member, nor where a form was refused', () =>
  demo.visitAs(
    ana,
    '/admin/members',
    async (page) => {
      await page.getByRole('link', { name: 'Bruno Lima' }).click()
      await page.getByLabel('Role by hand').waitFor()
      expect(await findViolations(page, axe)).toEqual([])
      await page.goto(`${demo.appUrl}/admin/domains`)
      await page.getByLabel('Domain', { exact: true }).fill('not a domain')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').waitFor()
      // Who listens to the page, and whose keyboard it is, are there first.
      expect(await page.getByRole('alert').evaluate((element) => element === document.activeElement)).toBe(true)
      expect(await findViolations(page, axe)).toEqual([])
    },
    { failures: [400] },
  ))

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findViolations, readAxe } from './support/find-violations.ts'
import { ana } from './support/people.ts'
import { startAdminDemo, type AdminDemo } from './support/start-admin-demo.ts'

let demo: AdminDemo
let axe: string
/** What the page showed once. */
let token = ''

beforeAll(async () => {
  ;[demo, axe] = await Promise.all([startAdminDemo(), readAxe()])
})
afterAll(() => demo?.stop())

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))

/** What a directory would send. */
async function provision(): Promise<string> {
  const { PATH = '' } = process.env
  const args = ['examples/express-app/provision.js', `${demo.appUrl}/auth/scim/v2`]
  const { stdout } = await run(process.execPath, args, { cwd: root, env: { PATH, SCIM_TOKEN: token } })
  return stdout
}

const statusOf = async (page: Page): Promise<string> =>
  (await page.getByRole('status').innerText()).replaceAll('\n', ' ')

/** In the light and in the dark, on a desk and on a phone. */
async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(() => window.scrollTo(0, 0))
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `${demo.screenshots}/${name}-${colorScheme}.png`, fullPage: true })
    expect({ colorScheme, violations: await findViolations(page, axe) }).toEqual({ colorScheme, violations: [] })
  }
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 })
    await page.screenshot({ path: `${demo.screenshots}/${name}-${width}.png`, fullPage: true })
    expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).toBeLessThanOrEqual(width)
    // The dark of a phone is what is looked at least.
    expect({ width, violations: await findViolations(page, axe) }).toEqual({ width, violations: [] })
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'light' })
}

/** One after the other: each stands on what was done before. */
describe('the administration of provisioning', () => {
  it('switches a connection to SCIM, saying what that means', () =>
    demo.visitAs(ana, '/admin/connection', async (page) => {
      const card = page.getByRole('region', { name: 'How people get here' })
      expect(await card.getByRole('button', { name: 'Create token' }).count()).toBe(0)
      await card.getByText('Signing in adds nobody. Who is here already').waitFor()
      await card.getByRole('radio', { name: /^Directory sync \(SCIM\)/ }).check()
      await card.getByRole('button', { name: 'Change' }).click()
      expect(await statusOf(page)).toContain('the directory sends people and groups now')
      expect(await card.getByRole('radio', { name: /^Directory sync \(SCIM\)/ }).isChecked()).toBe(true)
    }))

  it('shows a token once, to copy, and only its name and rights ever after', () =>
    demo.visitAs(
      ana,
      '/admin/connection',
      async (page, context) => {
        await context.grantPermissions(['clipboard-read', 'clipboard-write'])
        const card = page.getByRole('region', { name: 'How people get here' })
        await card.getByLabel('Name of the token').fill('Okta')
        await card.getByRole('button', { name: 'Create token' }).click()
        token = await card.locator('#new-token').innerText()
        expect(await card.locator('#scim-base-url').innerText()).toBe(`${demo.appUrl}/auth/scim/v2`)
        expect(await card.locator('#try-command').innerText()).toContain(token)
        await card.getByRole('button', { name: 'Copy token' }).click()
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token)
        await look(page, 'admin-scim-token')

        await page.goto(`${demo.appUrl}/admin/connection`)
        await card
          .getByRole('listitem')
          .filter({ hasText: /Okta\s+Read and write\s+.*Last used: Never/s })
          .waitFor()
        expect(await page.content()).not.toContain(token)
        const { ok } = await fetch(`${demo.appUrl}/auth/scim/v2/Users`, {
          headers: { authorization: `Bearer ${token}` },
        })
        expect(ok).toBe(true)
      },
      { viewport: { width: 1280, height: 800 } },
    ))

  it('adds an endpoint for webhooks, and shows its secret once', () =>
    demo.visitAs(
      ana,
      '/admin/webhooks',
      async (page) => {
        await page.getByLabel('Name', { exact: true }).fill('Data warehouse')
        await page.getByRole('button', { name: 'Add endpoint' }).click()
        const card = page.getByRole('region', { name: 'Data warehouse' })
        expect(await card.locator('#new-secret').innerText()).toMatch(/^whsec_/)
        await page.goto(`${demo.appUrl}/admin/webhooks`)
        await card.waitFor()
        expect(await page.content()).not.toContain('whsec_')
      },
      { viewport: { width: 1280, height: 800 } },
    ))

  it('tells what a directory sends while it is sent, as sentences, and says so to who listens', () =>
    demo.visitAs(
      ana,
      '/admin/audit',
      async (page) => {
        await page.getByText('Live: what happens appears here by itself.').waitFor()
        const before = await page.locator('.log > li').count()
        const said = await provision()
        expect(said).toContain('Bruno Lima is new')
        for (const sentence of [
          'Directory sync added Bruno Lima',
          'Directory sync changed Bruno Lima: title',
          'Bruno Lima is in the group Budget approvers',
          'Directory sync deactivated Bruno Lima',
          'Directory sync reactivated Bruno Lima',
        ])
          await page.locator('.log').getByText(sentence, { exact: true }).waitFor()
        expect(await page.locator('.log > li').count()).toBeGreaterThan(before)
        expect(await page.locator('[aria-live=polite]').innerText()).toMatch(/new events|Bruno Lima/)
        // Newest first, each once.
        const sequences = await page
          .locator('.log > li')
          .evaluateAll((entries) => entries.map((entry) => Number((entry as HTMLElement).dataset['sequence'])))
        expect(sequences).toEqual([...new Set(sequences)].toSorted((one, other) => other - one))

        const entry = page.locator('.log > li', { hasText: 'Directory sync changed Bruno Lima: title' })
        await entry.getByText('Values').click()
        expect((await entry.locator('dd').first().innerText()).replaceAll(/\s+/g, ' ').trim()).toBe(
          'before: Buyer now: Senior buyer',
        )
        await look(page, 'admin-events-live')
        // What somebody else called it is text, also where a script puts it in.
        await demo.withAuth(async (auth) => void (await auth.groups.create('acme', { name: '<img src=x>' })))
        await page.locator('.log').getByText('The application added the group <img src=x>').waitFor()
        expect(await page.locator('.log img').count()).toBe(0)
      },
      { viewport: { width: 1280, height: 800 } },
    ))

  it('pauses, and misses nothing when it goes on', () =>
    demo.visitAs(ana, '/admin/audit?type=domain.*', async (page) => {
      await page.getByRole('button', { name: 'Pause' }).click()
      await page.getByText('Paused.').waitFor()
      await demo.withAuth(async (auth) => {
        await auth.domains.add('acme', 'acme-labs.test')
        await auth.groups.create('acme', { name: 'Auditors' })
      })
      const added = page.locator('.log').getByText('The application added the domain acme-labs.test')
      expect(await added.count()).toBe(0)
      await page.getByRole('button', { name: 'Go on' }).click()
      await added.waitFor()
      // Of the family that was asked for, and of no other.
      expect(await page.locator('.log code', { hasText: 'group.' }).count()).toBe(0)
    }))

  it('is a plain list without a script', () =>
    demo.visitAs(
      ana,
      '/admin/audit',
      async (page) => {
        await page.getByText('Directory sync added Bruno Lima', { exact: true }).waitFor()
        expect(await page.getByRole('button', { name: 'Pause' }).isVisible()).toBe(false)
        await page.goto(`${demo.appUrl}/admin/connection`)
        expect(await page.getByRole('button', { name: /^Copy/ }).count()).toBe(0)
      },
      { javaScriptEnabled: false },
    ))

  it('shows who came by SCIM, what was sent of them, and lets one block them and nothing else', () =>
    demo.visitAs(
      ana,
      '/admin/members',
      async (page, context) => {
        await page.getByLabel('Name, e-mail or username').fill('lima')
        await page.getByRole('button', { name: 'Search' }).click()
        await page.getByRole('row', { name: /Bruno Lima .*Active SCIM No role (Procurement|Budget)/ }).waitFor()
        expect(await page.getByRole('row').count()).toBe(2)
        await page.goto(`${demo.appUrl}/admin/members`)
        await look(page, 'admin-people')

        await page.getByRole('link', { name: 'Bruno Lima' }).click()
        const card = page.getByRole('region', { name: 'From your directory' })
        for (const value of ['Senior buyer', 'Procurement', '1002'])
          await card.getByText(value, { exact: true }).waitFor()
        expect(await page.getByRole('button', { name: 'Deactivate' }).count()).toBe(0)
        await look(page, 'admin-person')
        const path = new URL(page.url()).pathname
        expect(await demo.post(context, `${path}/deactivate`, {})).toBe(403)
        expect(await page.getByRole('button', { name: 'Block' }).count()).toBe(1)

        await page.getByRole('button', { name: 'Block' }).click()
        await page.getByText('Blocked', { exact: true }).waitFor()
        // Whatever the directory says meanwhile.
        await provision()
        await page.reload()
        await page.getByText('Blocked', { exact: true }).waitFor()
        await page.getByRole('button', { name: 'Unblock' }).click()
        await page.getByText('Active', { exact: true }).first().waitFor()
      },
      { viewport: { width: 1280, height: 800 } },
    ))

  it('delivers to the demo itself, once however often it is sent', () =>
    demo.visitAs(
      ana,
      '/admin/webhooks',
      async (page) => {
        const card = page.getByRole('region', { name: 'Data warehouse' })
        const arrived = page.getByRole('region', { name: 'Arrived at this demo' })
        await expect
          .poll(
            async () => {
              await page.reload()
              return card.getByText('On its way').count()
            },
            { timeout: 30_000 },
          )
          .toBe(0)
        expect(await card.getByText('Delivered', { exact: true }).count()).toBe(8)
        await card.getByRole('button', { name: 'Send again' }).first().click()
        expect(await statusOf(page)).toBe('1 event is on the way again.')
        await expect
          .poll(
            async () => {
              await page.reload()
              return arrived.getByText('came 2 times, handled once').count()
            },
            { timeout: 30_000 },
          )
          .toBe(1)
        await look(page, 'admin-webhooks-used')
      },
      { viewport: { width: 1280, height: 800 } },
    ))

  it('refuses a revoked token, and every token when the connection is switched back', () =>
    demo.visitAs(ana, '/admin/connection', async (page) => {
      const card = page.getByRole('region', { name: 'How people get here' })
      const statusOfToken = async (): Promise<number> =>
        (await fetch(`${demo.appUrl}/auth/scim/v2/Users`, { headers: { authorization: `Bearer ${token}` } })).status
      await card.getByRole('radio', { name: /^First sign-in/ }).check()
      await card.getByRole('button', { name: 'Change' }).click()
      await page.getByText('everybody who signs in gets an account').waitFor()
      expect(await statusOfToken()).toBe(401)
      await card.getByRole('radio', { name: /^Directory sync/ }).check()
      await card.getByRole('button', { name: 'Change' }).click()
      await card.getByRole('button', { name: 'Revoke Okta' }).click()
      await page.getByText('The token Okta was revoked').waitFor()
      expect(await statusOfToken()).toBe(401)
    }))

  it.each([
    ['pt-BR', ['A sincronização do diretório adicionou Bruno Lima', 'Ao vivo']],
    ['es-MX', ['La sincronización del directorio añadió a Bruno Lima', 'En directo']],
  ])('speaks the language of a browser that asks for %s', (locale, [sentence = '', live = '']) =>
    demo.visitAs(
      ana,
      '/admin/audit?type=user.*',
      async (page) => {
        await page.getByText(sentence, { exact: true }).waitFor()
        await page.getByText(live).waitFor()
        for (const path of ['/admin/connection', '/admin/members', '/admin/webhooks', '/admin/audit']) {
          await page.goto(`${demo.appUrl}${path}`)
          expect(await page.locator('body').innerText()).not.toMatch(/undefined|null|\[object|Directory|Create token/)
          expect(await findViolations(page, axe)).toEqual([])
        }
      },
      { locale },
    ),
  )
})

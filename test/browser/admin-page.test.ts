import type { AuthEvent } from '@launchpad-sso/sdk-node'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ana, bruno } from './support/people.ts'
import { askToSignIn, signIn } from './support/sign-in.ts'
import { startAdminDemo, type AdminDemo } from './support/start-admin-demo.ts'

let demo: AdminDemo
/** Whoever runs the app, at a console of their own. */
const operator = { actor: { type: 'system', id: null } } as const

beforeAll(async () => {
  demo = await startAdminDemo()
})
afterAll(() => demo?.stop())

const statusOf = async (page: Page): Promise<string> =>
  (await page.getByRole('status').innerText()).replaceAll('\n', ' ')

/** One after the other: each stands on what was done before. */
describe('the administration', () => {
  it('is linked for Ana, who has the role', () =>
    demo.visitAs(ana, '/dashboard', async (page) => {
      await page.getByRole('link', { name: 'Admin' }).click()
      await page.getByRole('heading', { name: 'Administration' }).waitFor()
      await page.getByText('1 of 1 domain verified').waitFor()
      await page.getByText('1 of 1 connection active').waitFor()
    }))

  it('adds a domain, shows the record to write, and verifies it by DNS', () =>
    demo.visitAs(ana, '/admin/domains', async (page) => {
      await page.getByLabel('Domain', { exact: true }).fill('Acme-Labs.test')
      await page.getByRole('button', { name: 'Add domain' }).click()
      expect(await statusOf(page)).toContain('acme-labs.test was added')
      const card = page.getByRole('region', { name: 'acme-labs.test' })
      await card.getByText('_launchpad.acme-labs.test').waitFor()
      await card.getByText(/^launchpad-domain-verification=/).waitFor()
      await card.getByText('Not verified').waitFor()

      await card.getByRole('button', { name: 'Verify acme-labs.test now' }).click()
      expect(await card.getByRole('status').innerText()).toContain('The domain is verified.')
      expect(await card.getByText('Not verified').count()).toBe(0)
      // Once, and not again.
      await page.reload()
      expect(await page.getByRole('status').count()).toBe(0)
    }))

  it('says what is missing in the DNS, and removes a domain only after asking', () =>
    demo.visitAs(ana, '/admin/domains', async (page) => {
      await page.getByLabel('Domain', { exact: true }).fill('acme.example')
      await page.getByRole('button', { name: 'Add domain' }).click()
      await page.getByRole('button', { name: 'Verify acme.example now' }).click()
      expect(await statusOf(page)).toMatch(/no such name in the DNS.*Write the record below/)

      await page.getByRole('link', { name: 'Remove acme.example' }).click()
      await page.getByRole('heading', { name: 'Remove acme.example?' }).waitFor()
      await page.getByRole('button', { name: 'Remove' }).click()
      expect(await statusOf(page)).toContain('acme.example was removed')
      expect(await page.getByRole('region', { name: 'acme.example' }).count()).toBe(0)
    }))

  it('tests the connection in another tab, and shows what the test found', () =>
    demo.visitAs(ana, '/admin/connection', async (page, context) => {
      await page.getByText('http://localhost:').first().waitFor()
      await page.getByText('Not tested since').waitFor()
      const opened = context.waitForEvent('page')
      await page.getByRole('button', { name: 'Test sign-in' }).click()
      // She is signed in at the identity service already.
      const tab = await opened
      await tab.getByRole('heading', { name: 'The test sign-in worked' }).waitFor()
      await page.getByRole('link', { name: 'Show the newest result' }).click()
      await page.locator('#test').getByText('Passed', { exact: true }).first().waitFor()
    }))

  it('switches a connection on and off, after asking', async () => {
    await demo.withAuth(async (auth) => {
      const { settings } = await auth.connections.get('acme', 'acme')
      const metadata = settings['metadata'] as string
      await auth.connections.create('acme', { id: 'second', type: 'saml', metadata }, operator)
    })
    await demo.visitAs(ana, '/admin/connection?id=second', async (page) => {
      await page.getByRole('button', { name: 'Activate' }).click()
      expect(await statusOf(page)).toContain('is active')
      await page.getByRole('link', { name: 'Deactivate' }).click()
      await page.getByRole('button', { name: 'Deactivate' }).click()
      expect(await statusOf(page)).toContain('is inactive')
    })
    await demo.withAuth(async (auth) => {
      await auth.connections.remove('acme', 'second', operator)
    })
  })

  it('says that everybody is signed out by switching off, and leads Ana out too, until the operator switches it on', async () => {
    await demo.visitAs(
      ana,
      '/admin/connection',
      async (page, context) => {
        const askAgain = async (): Promise<number> =>
          (await context.request.get(`${demo.appUrl}/me`, { headers: { accept: 'application/json' } })).status()
        expect(await askAgain()).toBe(200)
        await page.getByRole('link', { name: 'Deactivate' }).click()
        await page.getByText('is signed out at once, you too if you did').waitFor()
        await page.getByRole('button', { name: 'Deactivate' }).click()
        await page.waitForURL(`${demo.appUrl}/`)
        await expect.poll(askAgain, { timeout: 10_000 }).toBe(401)
        await page.goto(`${demo.appUrl}/`)
        await page.getByRole('heading', { name: 'Sign in' }).waitFor()

        await askToSignIn(page, demo.appUrl, ana)
        await page.getByRole('heading', { name: 'We could not sign you in' }).waitFor()

        await demo.withAuth(async (auth) => {
          await auth.connections.activate('acme', 'acme', operator)
        })
        // The demo hears of what another process wrote within a second.
        const login = `${demo.appUrl}/auth/login?email=${encodeURIComponent(ana.email)}`
        const startSignIn = async (): Promise<number> =>
          (await context.request.get(login, { maxRedirects: 0 })).status()
        await expect.poll(startSignIn, { timeout: 10_000 }).toBe(303)
        // The identity service still knows her: the address is all it takes.
        await askToSignIn(page, demo.appUrl, ana)
        await page.waitForURL(`${demo.appUrl}/dashboard`)
        expect(await askAgain()).toBe(200)
      },
      { failures: [404] },
    )
    await demo.signInAgain(ana)
  })

  it('invites somebody, gives and releases a role, deactivates and reactivates', () =>
    demo.visitAs(ana, '/admin/members', async (page) => {
      await page.getByLabel('E-mail', { exact: true }).fill('bruno@acme.test')
      await page.getByLabel('Name', { exact: true }).fill('Bruno Lima')
      await page.getByRole('button', { name: 'Invite' }).click()
      expect(await statusOf(page)).toContain('Bruno Lima was invited')
      await page.getByRole('link', { name: 'Bruno Lima' }).click()
      await page.getByText('Invited', { exact: true }).waitFor()

      await page.getByLabel('Role by hand').fill('approver')
      await page.getByRole('button', { name: 'Give role' }).click()
      expect(await statusOf(page)).toContain('Bruno Lima has the role approver')
      await page.getByText('approver, given by hand.').waitFor()
      await page.getByRole('button', { name: 'Let the groups decide' }).click()
      await page.getByText('No role: no group').waitFor()

      await page.getByRole('button', { name: 'Deactivate' }).click()
      await page.getByText('Inactive', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Reactivate' }).click()
      await page.getByText('Active', { exact: true }).waitFor()
    }))

  it('maps a group to a role, tries reconciling out, and explains', () =>
    demo.visitAs(ana, '/admin/roles', async (page) => {
      await page.getByLabel('Role that Buyers gives').fill('buyer')
      await page.getByRole('button', { name: 'Map Buyers' }).click()
      expect(await statusOf(page)).toContain('Buyers gives the role buyer')
      await page.getByRole('link', { name: 'See what would change' }).click()
      await page.getByText('Everybody has the role that their groups give.').waitFor()
      await page.goto(`${demo.appUrl}/admin/roles`)
      await page.getByLabel('Member', { exact: true }).selectOption('Ana Souza')
      await page.getByRole('button', { name: 'Explain' }).click()
      await page.getByText('admin, given by hand.').waitFor()
      await page.getByText('Buyers → buyer').waitFor()
    }))

  it('applies what the dry run showed', async () => {
    await demo.withAuth(async (auth) => {
      const { groups } = await auth.groups.list('acme')
      const group = await auth.groups.create('acme', { name: 'Approvers' })
      const user = await auth.users.findByEmail('acme', 'bruno@acme.test')
      await auth.groups.addMembers('acme', group.id, [user?.id ?? ''])
      expect(groups.map(({ name }) => name).toSorted()).toEqual(['Buyers', 'Everyone'])
    })
    await demo.visitAs(ana, '/admin/roles', async (page) => {
      await page.getByLabel('Role that Approvers gives').fill('approver')
      await page.getByRole('button', { name: 'Map Approvers' }).click()
      await page.getByRole('link', { name: 'See what would change' }).click()
      await page.getByRole('row', { name: /Bruno Lima No role approver Approvers/ }).waitFor()
      await page.getByRole('button', { name: 'Change 1 person' }).click()
      expect(await statusOf(page)).toMatch(/Reconciled: \d people checked, 1 changed/)
    })
  })

  it('tells what happened as sentences, by type, and proves the log', () =>
    demo.visitAs(ana, '/admin/audit', async (page, context) => {
      for (const sentence of ['Ana Souza verified the domain acme-labs.test', 'Ana Souza mapped the group Buyers'])
        await page.getByText(sentence).waitFor()
      await page.getByRole('link', { name: 'Verify the log' }).click()
      expect(await statusOf(page)).toMatch(/Log verified: \d+ events/)

      await page.getByLabel('Show', { exact: true }).selectOption('domain.added')
      await page.getByRole('button', { name: 'Show' }).click()
      const entries = await page.locator('.log li > div > p:first-child').allInnerTexts()
      expect(entries).toEqual([
        'Ana Souza added the domain acme.example',
        'Ana Souza added the domain acme-labs.test',
        'The system added the domain acme.test',
      ])

      const events = await demo.readEvents(context)
      const verified = events.find(({ type, target }) => type === 'domain.verified' && target.id === 'acme-labs.test')
      expect(verified).toMatchObject({ actor: { type: 'user' }, ip: '127.0.0.1' })
      expect(events.every(({ organizationId }) => organizationId === 'acme')).toBe(true)
    }))

  it('pages back to the very first event, missing none', () =>
    demo.visitAs(ana, '/admin/audit', async (page, context) => {
      const seen: string[] = []
      for (;;) {
        seen.push(...(await page.locator('.log li > div > p:first-child').allInnerTexts()))
        const older = page.getByRole('link', { name: 'Older' })
        if ((await older.count()) === 0) break
        await older.click()
      }
      expect(seen).toHaveLength((await demo.readEvents(context)).length)
      expect(seen.at(-1)).toBe('The system created the organization acme')
    }))

  it('finds everything again after a restart, still signed in, and nothing overwritten', async () => {
    let before: readonly AuthEvent[] = []
    await demo.visitAs(ana, '/admin', async (_page, context) => {
      before = await demo.readEvents(context)
    })
    await demo.restart()

    await demo.visitAs(ana, '/admin/domains', async (page, context) => {
      await page.getByRole('region', { name: 'acme-labs.test' }).getByText('Verified', { exact: true }).waitFor()
      await page.goto(`${demo.appUrl}/admin/roles`)
      await page.getByRole('button', { name: 'Unmap Buyers' }).waitFor()
      await page.goto(`${demo.appUrl}/admin/members`)
      await page
        .getByRole('row', { name: /Bruno Lima/ })
        .getByText('approver', { exact: true })
        .waitFor()
      await page.goto(`${demo.appUrl}/admin/audit?verify=1`)
      expect(await statusOf(page)).toMatch(/Log verified/)
      expect(await demo.readEvents(context)).toEqual(before)
    })
    // Both protocols work with the keys that were kept.
    for (const person of [ana, bruno]) await demo.visitNew((page) => signIn(page, demo.appUrl, person))
  })
})

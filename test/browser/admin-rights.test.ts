import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ana, bruno } from './support/people.ts'
import { startAdminDemo, type AdminDemo } from './support/start-admin-demo.ts'

let demo: AdminDemo

beforeAll(async () => {
  demo = await startAdminDemo()
})
afterAll(() => demo?.stop())

interface Answer {
  readonly status: number
  readonly text: string
}

/** What the administration answers from now on, until nobody is signed in. */
async function askUntilSignedOut(context: BrowserContext): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  const ask = async (): Promise<number> => {
    const answer = await context.request.get(`${demo.appUrl}/admin/domains`, {
      headers: { accept: 'application/json' },
    })
    if (answer.status() !== 401) answers.push({ status: answer.status(), text: await answer.text() })
    return answer.status()
  }
  await expect.poll(ask, { timeout: 10_000 }).toBe(401)
  return answers
}

const alertOf = async (page: Page): Promise<string> => (await page.getByRole('alert').innerText()).replaceAll('\n', ' ')

describe('the administration', () => {
  it('is neither shown to Bruno nor open to him', () =>
    demo.visitAs(
      bruno,
      '/dashboard',
      async (page, context) => {
        expect(await page.getByRole('link', { name: 'Admin' }).count()).toBe(0)
        const answer = await page.goto(`${demo.appUrl}/admin`)
        expect(answer?.status()).toBe(403)
        expect(await page.locator('body').innerText()).not.toContain('acme.test')
        expect(await demo.post(context, '/admin/domains', { name: 'globex-labs.test' })).toBe(403)
      },
      { failures: [403] },
    ))

  it('knows nothing of another organization, whatever an address or a form says', async () => {
    let brunoId = ''
    await demo.visitAs(bruno, '/dashboard', async (_page, context) => {
      const me = (await (await context.request.get(`${demo.appUrl}/me`)).json()) as { user: { id: string } }
      brunoId = me.user.id
    })
    let webhookId = ''
    await demo.withAuth(async (auth) => {
      const url = 'https://hooks.globex.test/auth'
      const { webhook } = await auth.webhooks.create({ organizationId: 'globex', url, types: ['organization.deleted'] })
      webhookId = webhook.id
    })
    await demo.visitAs(ana, '/admin', async (_page, context) => {
      for (const path of [
        '/admin/connection?id=globex',
        '/admin/connection/deactivate?id=globex',
        '/admin/domains/remove?name=globex.test',
        `/admin/members/${brunoId}`,
        `/admin/roles?member=${brunoId}`,
        `/admin/webhooks/${webhookId}/remove`,
      ])
        expect({ path, status: (await context.request.get(`${demo.appUrl}${path}`)).status() }).toEqual({
          path,
          status: 404,
        })
      expect(await demo.post(context, '/admin/connection/deactivate', { id: 'globex' })).toBe(404)
      expect(await demo.post(context, '/admin/domains/remove', { name: 'globex.test', organization: 'globex' })).toBe(
        404,
      )
      expect(await demo.post(context, `/admin/members/${brunoId}/deactivate`, {})).toBe(404)
      expect(await demo.post(context, `/admin/members/${brunoId}/block`, {})).toBe(404)
      expect(await demo.post(context, '/admin/connection/provisioning', { id: 'globex', mode: 'scim' })).toBe(404)
      expect(await demo.post(context, '/admin/connection/tokens', { id: 'globex' })).toBe(404)
      for (const verb of ['remove', 'enable', 'replay'])
        expect(await demo.post(context, `/admin/webhooks/${webhookId}/${verb}`, {})).toBe(404)
      const shown = await (await context.request.get(`${demo.appUrl}/admin/webhooks`)).text()
      expect(shown).not.toContain('hooks.globex.test')
    })
    await demo.withAuth(async (auth) => {
      const connections = await auth.connections.list('globex')
      expect(connections.map(({ status, provisioning }) => [status, provisioning.mode])).toEqual([['active', 'jit']])
      expect(await auth.webhooks.get(webhookId)).toMatchObject({ status: 'active' })
      expect((await auth.domains.list('globex')).map(({ name }) => name)).toEqual(['globex.test'])
      expect(await auth.users.get('globex', brunoId)).toMatchObject({ status: 'active' })
    })
  })

  it('tells what is new to administrators only, of their own organization, and takes it for no sign of life', async () => {
    const path = '/admin/audit/live?after=0'
    const { status } = await fetch(`${demo.appUrl}${path}`, { headers: { accept: 'application/json' } })
    expect(status).toBe(401)
    await demo.visitAs(bruno, '/dashboard', async (_page, context) => {
      expect((await context.request.get(`${demo.appUrl}${path}`)).status()).toBe(403)
    })
    await demo.visitAs(ana, '/admin', async (_page, context) => {
      // A message for the next page stays for the next page.
      await context.addCookies([{ name: 'notice', value: 'e30', url: `${demo.appUrl}/admin` }])
      const answer = await context.request.get(`${demo.appUrl}${path}`)
      expect(answer.headers()['set-cookie']).toBe(undefined)
      const { entries, after } = (await answer.json()) as { entries: readonly string[]; after: number }
      expect(entries.length).toBeGreaterThan(0)
      expect(entries.join('')).not.toContain('globex')
      const next = await context.request.get(`${demo.appUrl}/admin/audit/live?after=${after}`)
      expect(await next.json()).toMatchObject({ entries: [], after: null, hasMore: false })
    })
  })

  it('lets neither a token nor a secret out again, and takes no settings that are none', () =>
    demo.visitAs(ana, '/admin', async (_page, context) => {
      expect(await demo.post(context, '/admin/connection/tokens', { id: 'acme' })).toBe(409)
      expect(await demo.post(context, '/admin/connection/provisioning', { id: 'acme', mode: 'everybody' })).toBe(400)
      for (const url of ['', 'ftp://hooks.acme.test', 'https://hooks.acme.test/#here'])
        expect({ url, status: await demo.post(context, '/admin/webhooks', { url }) }).toEqual({ url, status: 400 })
      expect(await demo.post(context, '/admin/connection/provisioning', { id: 'acme', mode: 'scim' })).toBe(303)
      const form = { id: 'acme', name: 'Okta', rights: 'constructor' }
      expect(await demo.post(context, '/admin/connection/tokens', form)).toBe(400)
      expect(await demo.post(context, '/admin/connection/tokens', { ...form, rights: 'all', days: '-1' })).toBe(400)
      expect(await demo.post(context, '/admin/connection/tokens', { ...form, rights: 'read', days: '90' })).toBe(200)
      const page = await (await context.request.get(`${demo.appUrl}/admin/connection`)).text()
      expect(page).toContain('Only read')
      expect(page).not.toMatch(/scim_[\w-]{20}/)
      expect(await demo.post(context, '/admin/connection/tokens/revoke', { id: 'acme', token: 'none' })).toBe(404)
    }))

  it('takes no form from another site', () =>
    demo.visitAs(ana, '/admin', async (_page, context) => {
      const form = { name: 'evil.test' }
      expect(await demo.post(context, '/admin/domains', form, { origin: 'https://evil.test' })).toBe(403)
      expect(await demo.post(context, '/admin/domains', form, { 'sec-fetch-site': 'cross-site' })).toBe(403)
      expect(await demo.post(context, '/admin/domains', form, { 'sec-fetch-site': 'same-site' })).toBe(403)
      const answer = await context.request.get(`${demo.appUrl}/admin/domains`)
      expect(await answer.text()).not.toContain('evil.test')
    }))

  it('lets nobody lock themselves out', () =>
    demo.visitAs(ana, '/admin/members', async (page, context) => {
      await page.getByRole('link', { name: 'Ana Souza' }).click()
      await page.getByText('This is you.').waitFor()
      const path = new URL(page.url()).pathname
      expect(await page.getByRole('button', { name: 'Deactivate' }).count()).toBe(0)
      expect(await demo.post(context, `${path}/deactivate`, {})).toBe(409)
      expect(await demo.post(context, `${path}/role`, { role: 'buyer' })).toBe(409)
    }))

  it('is closed at once for who loses the role, whatever the session says, and the session soon ends', async () => {
    const giveRole = (role: string): Promise<void> =>
      demo.withAuth(async (auth) => {
        const { id } = (await auth.users.findByEmail('acme', ana.email)) ?? { id: '' }
        await auth.users.update('acme', id, { role })
      })
    await demo.visitAs(ana, '/admin', async (_page, context) => {
      await giveRole('buyer')
      const answers = await askUntilSignedOut(context)
      for (const answer of answers) {
        expect(answer).toMatchObject({ status: 403 })
        expect(answer.text).toContain('Not for you any more')
      }
    })

    await demo.signInAgain(ana)
    await demo.visitAs(
      ana,
      '/dashboard',
      async (page, context) => {
        expect(await page.getByRole('link', { name: 'Admin' }).count()).toBe(0)
        expect((await page.goto(`${demo.appUrl}/admin/domains`))?.status()).toBe(403)
        // To become an administrator is to be a buyer no more: that session ends as well, and rises to nothing before.
        await giveRole('admin')
        for (const { status } of await askUntilSignedOut(context)) expect(status).toBe(403)
      },
      { failures: [403] },
    )

    await demo.signInAgain(ana)
    await demo.visitAs(ana, '/dashboard', async (page) => {
      expect((await page.goto(`${demo.appUrl}/admin/domains`))?.status()).toBe(200)
    })
  })

  it('shows a refusal in its place, with what to do and what was typed', () =>
    demo.visitAs(
      ana,
      '/admin/domains',
      async (page) => {
        await page.getByLabel('Domain', { exact: true }).fill('gmail.com')
        await page.getByLabel('Also addresses').check()
        await page.getByRole('button', { name: 'Add domain' }).click()
        expect(await alertOf(page)).toMatch(/not a domain an organization can have.*Free-mail.*DOMAIN_INVALID/)
        expect(await page.getByLabel('Domain', { exact: true }).inputValue()).toBe('gmail.com')
        expect(await page.getByLabel('Also addresses').isChecked()).toBe(true)

        await page.goto(`${demo.appUrl}/admin/connection`)
        await page.getByLabel('Metadata').fill('<not-metadata/>')
        await page.getByRole('button', { name: 'Save' }).click()
        expect(await alertOf(page)).toContain('SAML_METADATA_INVALID')
        expect(await page.getByLabel('Metadata').inputValue()).toBe('<not-metadata/>')

        await page.goto(`${demo.appUrl}/admin/members`)
        await page.getByLabel('E-mail', { exact: true }).fill('ana@acme.test')
        await page.getByLabel('Name', { exact: true }).fill('Another Ana')
        await page.getByRole('button', { name: 'Invite' }).click()
        expect(await alertOf(page)).toContain('USER_CONFLICT')
        expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Another Ana')
      },
      { failures: [400, 403] },
    ))
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ana, bruno } from './support/people.ts'
import { startAdminDemo, type AdminDemo } from './support/start-admin-demo.ts'

let demo: AdminDemo

beforeAll(async () => {
  demo = await startAdminDemo()
})
afterAll(() => demo?.stop())

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
    await demo.visitAs(ana, '/admin', async (_page, context) => {
      for (const path of [
        '/admin/connection?id=globex',
        '/admin/connection/deactivate?id=globex',
        '/admin/domains/remove?name=globex.test',
        `/admin/members/${brunoId}`,
        `/admin/roles?member=${brunoId}`,
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
    })
    await demo.withAuth(async (auth) => {
      expect((await auth.connections.list('globex')).map(({ status }) => status)).toEqual(['active'])
      expect((await auth.domains.list('globex')).map(({ name }) => name)).toEqual(['globex.test'])
      expect(await auth.users.get('globex', brunoId)).toMatchObject({ status: 'active' })
    })
  })

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

  it('is closed at once for who loses the role, whatever the session says', () =>
    demo.visitAs(
      ana,
      '/admin',
      async (page) => {
        await demo.withAuth(async (auth) => {
          const { id } = (await auth.users.findByEmail('acme', ana.email)) ?? { id: '' }
          await auth.users.update('acme', id, { role: 'buyer' })
          expect((await page.goto(`${demo.appUrl}/admin/domains`))?.status()).toBe(403)
          await page.getByRole('heading', { name: 'Not for you any more' }).waitFor()
          await auth.users.update('acme', id, { role: 'admin' })
        })
        expect((await page.goto(`${demo.appUrl}/admin/domains`))?.status()).toBe(200)
      },
      { failures: [403] },
    ))

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

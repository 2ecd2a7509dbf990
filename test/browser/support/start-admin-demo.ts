import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAuth, type Auth, type AuthEvent } from '@launchpad-sso/sdk-node'
import { sqliteStore } from '@launchpad-sso/sdk-node/sqlite'
import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { launchChromium } from './launch-chromium.ts'
import { ana, bruno, type Person } from './people.ts'
import { signIn } from './sign-in.ts'
import { findPlace, startDemo } from './start-demo.ts'
import { visit, type VisitOptions } from './visit.ts'

/** A demo with Ana, who administers Acme, and Bruno, who administers nothing; both are signed in. */
export interface AdminDemo {
  readonly appUrl: string
  /** Where pictures go. */
  readonly screenshots: string
  /** As that person, on a page of the app. */
  readonly visitAs: (
    person: Person,
    path: string,
    walk: (page: Page, context: BrowserContext) => Promise<void>,
    options?: VisitOptions,
  ) => Promise<void>
  /** That person, whose session has ended, types everything once more: the next visits are with the new session. */
  readonly signInAgain: (person: Person) => Promise<void>
  /** Somebody who has to type everything. */
  readonly visitNew: (walk: (page: Page) => Promise<void>) => Promise<void>
  /** Sends a form as a page of the app would, unless the headers say otherwise. Answers with the status. */
  readonly post: (
    context: BrowserContext,
    path: string,
    form: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<number>
  /** What the export of the log says. */
  readonly readEvents: (context: BrowserContext) => Promise<readonly AuthEvent[]>
  /** The database of the demo, as another process of the same app. */
  readonly withAuth: (work: (auth: Auth) => Promise<void>) => Promise<void>
  /** Ctrl-C, and the same command again. */
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

const screenshots = fileURLToPath(new URL('../screenshots', import.meta.url))

export async function startAdminDemo(): Promise<AdminDemo> {
  const place = await findPlace()
  await mkdir(screenshots, { recursive: true })
  const chromium = await launchChromium()
  let demo = await startDemo('express-app', place)
  const { appUrl } = demo
  const signedIn = new Map<Person, Awaited<ReturnType<BrowserContext['storageState']>>>()
  const signInAndKeep = (person: Person): Promise<void> =>
    visit(chromium, {}, async (page, context) => {
      await signIn(page, appUrl, person)
      signedIn.set(person, await context.storageState())
    })
  for (const person of [ana, bruno]) await signInAndKeep(person)
  return {
    appUrl,
    screenshots,
    visitAs: (person, path, walk, options = {}) => {
      const storageState = signedIn.get(person) ?? { cookies: [], origins: [] }
      return visit(chromium, { storageState, ...options }, async (page, context) => {
        await page.goto(`${appUrl}${path}`)
        await walk(page, context)
      })
    },
    signInAgain: signInAndKeep,
    visitNew: (walk) => visit(chromium, {}, walk),
    post: async (context, path, form, headers = {}) => {
      const sent = { form: { ...form }, headers: { origin: appUrl, ...headers }, maxRedirects: 0 }
      return (await context.request.post(`${appUrl}${path}`, sent)).status()
    },
    readEvents: async (context) => {
      const answer = await context.request.get(`${appUrl}/admin/audit.jsonl`)
      expect(answer.headers()['content-disposition']).toContain('.jsonl')
      const lines = (await answer.text()).trimEnd().split('\n')
      return lines.map((line) => JSON.parse(line) as AuthEvent)
    },
    withAuth: async (work) => {
      const store = sqliteStore(join(place.dataFolder, 'demo.db'))
      await work(createAuth({ baseUrl: appUrl, secrets: ['not-the-secret-of-the-demo-'.repeat(2)], store }))
      await store.close()
    },
    restart: async () => {
      expect(await demo.stop()).toBe(0)
      demo = await startDemo('express-app', place)
    },
    stop: async () => {
      await chromium.close()
      expect(await demo.stop()).toBe(0)
      await rm(place.dataFolder, { recursive: true, force: true })
    },
  }
}

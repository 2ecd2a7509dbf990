import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser } from '../../../test/support/browser.ts'
import { createSamlSp, type SamlSp } from './support/create-saml-sp.ts'
import { startApp, toArrival, type TestApp } from './support/start-app.ts'
import { ana, bruno, startIdentity, type TestIdentity } from './support/start-identity.ts'

let app: TestApp
let identity: TestIdentity
let portal: SamlSp

beforeAll(async () => {
  app = await startApp()
  identity = await startIdentity({
    applications: [
      {
        id: 'portal',
        name: 'Portal',
        type: 'saml',
        saml: { entityId: `${app.url}/portal/metadata`, acsUrl: `${app.url}/portal/acs` },
      },
    ],
  })
  portal = createSamlSp(identity, app.url, 'portal')
})
afterAll(async () => {
  await identity.close()
  await app.close()
})

/** Time stands still where waiting is counted. */
const stopped = new Date()

const sessionCookie = /^launchpad-identity-session-/

describe('the login form', () => {
  it.each(['ana', 'ANA', 'ana@acme.test', ' Ana@Acme.Test '])('takes %j', async (username) => {
    const browser = createBrowser()
    const page = await browser.submit(await browser.get(`${identity.issuer}/login`), { ...ana, username })
    expect([page.url, page.status]).toEqual([`${identity.issuer}/`, 200])
    expect(page.body).toContain('Hello, Ana')
  })

  it('says the same for a wrong password and for a name that does not exist', async () => {
    const [wrong, unknown] = await Promise.all(
      ['bruno', 'nobody'].map(async (username) => {
        const browser = createBrowser()
        const form = await browser.get(`${identity.issuer}/login`)
        const page = await browser.submit(form, { username, password: 'wrong' })
        const withoutToken = page.body.replace(/name="csrf" value="[^"]+"/, '').replaceAll(username, '')
        return {
          status: page.status,
          headers: [...page.headers.keys()].sort(),
          body: withoutToken,
          names: browser.cookies.names(),
        }
      }),
    )
    expect(wrong).toEqual(unknown)
    expect(wrong?.status).toBe(422)
    expect(wrong?.names.filter((name) => sessionCookie.test(name))).toEqual([])
    expect(identity.log.at(-1)).toEqual({ level: 'warn', event: 'sign-in.failed', reason: 'refused' })
  })

  it('still leads to the application after a wrong password', async () => {
    const browser = createBrowser()
    const again = await browser.submit(await browser.get(await portal.toLoginUrl()), { ...bruno, password: 'wrong' })
    const { fields } = toArrival(await browser.submit(again, bruno))
    expect((await portal.validate(fields))?.nameID).toBe('bruno@globex.test')
  })

  it('makes whoever keeps guessing wait, by name and by e-mail address, and gives the password no say meanwhile', async () => {
    const own = await startIdentity({ now: () => stopped })
    const browser = createBrowser()
    let page = await browser.get(`${own.issuer}/login`)
    for (let attempt = 0; attempt < 5; attempt += 1) {
      page = await browser.submit(page, { username: attempt % 2 === 0 ? 'ana' : 'ana@acme.test', password: 'wrong' })
      expect(page.status).toBe(422)
    }
    page = await browser.submit(page, ana)
    expect([page.status, page.headers.get('retry-after')]).toEqual([429, '1'])
    expect(page.body).toContain('Too many attempts')
    expect((await browser.submit(page, bruno)).body).toContain('Hello, Bruno')
    await own.close()
  })

  it('counts guesses that come at once', async () => {
    const own = await startIdentity({ now: () => stopped })
    const browser = createBrowser()
    const form = await browser.get(`${own.issuer}/login`)
    const guesses = Array.from({ length: 12 }, () => browser.submit(form, { username: 'ana', password: 'wrong' }))
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 422)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(7)
    await own.close()
  })

  it('speaks the languages of the person', async () => {
    const titles = await Promise.all(
      ['pt-BR,pt;q=0.9', 'es-MX', 'fr'].map(async (acceptLanguage) => {
        const page = await createBrowser({ acceptLanguage }).get(`${identity.issuer}/login`)
        return [/<html lang="([^"]+)"/.exec(page.body)?.[1], /<h1>([^<]+)</.exec(page.body)?.[1]]
      }),
    )
    expect(titles).toEqual([
      ['pt-BR', 'Entrar'],
      ['es', 'Iniciar sesión'],
      ['en', 'Sign in'],
    ])
  })

  it('is framed, cached and read by nobody else', async () => {
    const { headers } = await createBrowser().get(`${identity.issuer}/login`)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(headers.get('set-cookie')).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/)
  })
})

describe('a login form is refused', () => {
  const post = async (change: (fields: Record<string, string>) => Record<string, string>, from?: string) => {
    const browser = createBrowser()
    const form = await browser.get(`${identity.issuer}/login`)
    const fields = { ...Object.fromEntries(form.forms[0]?.fields ?? []), ...ana }
    const page = await browser.post(`${identity.issuer}/login`, change(fields), from ?? form.url)
    return { page, names: browser.cookies.names().filter((name) => sessionCookie.test(name)) }
  }

  it('without its token', async () => {
    const { page, names } = await post(({ csrf: _, ...fields }) => fields)
    expect([page.status, page.body.includes('ORIGIN_MISMATCH'), names]).toEqual([403, true, []])
  })

  it('with the token of another browser', async () => {
    const other = await createBrowser().get(`${identity.issuer}/login`)
    const csrf = Object.fromEntries(other.forms[0]?.fields ?? [])['csrf'] ?? ''
    const { page, names } = await post((fields) => ({ ...fields, csrf }))
    expect([page.status, names]).toEqual([403, []])
  })

  it('with the token of another sign-in', async () => {
    const browser = createBrowser()
    const launchpad = await browser.get(`${identity.issuer}/login`)
    const csrf = Object.fromEntries(launchpad.forms[0]?.fields ?? [])['csrf'] ?? ''
    const form = await browser.get(await portal.toLoginUrl())
    expect((await browser.submit(form, { ...ana, csrf })).status).toBe(403)
  })

  it('from another site, though it knows the token', async () => {
    const { page, names } = await post((fields) => fields, 'http://evil.test/')
    expect([page.status, names]).toEqual([403, []])
  })

  it('when the browser says that another site made the request, cookie or not', async () => {
    const browser = createBrowser()
    const form = await browser.get(`${identity.issuer}/login`)
    const fields = { ...Object.fromEntries(form.forms[0]?.fields ?? []), ...ana }
    for (const headers of [{ origin: 'http://evil.test' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
      const page = await browser.post(`${identity.issuer}/login`, fields, form.url, headers)
      expect([page.status, page.body.includes('ORIGIN_MISMATCH')]).toEqual([403, true])
    }
  })

  it('when its sign-in was finished before', async () => {
    const browser = createBrowser()
    const form = await browser.get(await portal.toLoginUrl())
    await browser.submit(form, ana)
    const page = await browser.submit(form, ana)
    expect([page.status, page.body.includes('SIGN_IN_EXPIRED')]).toEqual([400, true])
  })

  it('with a reference that somebody made up, and no URL in the query leads anywhere', async () => {
    const { page } = await post((fields) => ({ ...fields, login: 'made-up' }))
    expect([page.status, page.body.includes('SIGN_IN_EXPIRED')]).toEqual([400, true])
    const browser = createBrowser()
    const form = await browser.get(`${identity.issuer}/login?return_to=https://evil.test&next=//evil.test`)
    expect((await browser.submit(form, ana)).url).toBe(`${identity.issuer}/`)
    expect((await browser.get(`${identity.issuer}/login?login=https://evil.test`)).body).toContain('SIGN_IN_EXPIRED')
  })
})

describe('the session', () => {
  const openAsAna = async () => {
    const browser = createBrowser()
    await browser.submit(await browser.get(`${identity.issuer}/login`), ana)
    return { browser, name: browser.cookies.names().find((one) => sessionCookie.test(one)) ?? '' }
  }

  it('is over after the sign-out, also for a copy of its cookie', async () => {
    const { browser, name } = await openAsAna()
    const copy = browser.cookies.get(name)
    const signedOut = await browser.submit(await browser.get(identity.issuer))
    expect(signedOut.body).toContain('You are signed out')
    expect(browser.cookies.get(name)).toBeNull()
    const response = await fetch(identity.issuer, { headers: { cookie: `${name}=${copy}` }, redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/login'])
  })

  it('is asked about before a link ends it', async () => {
    const { browser } = await openAsAna()
    const question = await browser.get(`${identity.issuer}/logout`)
    expect(question.body).toContain('Ana Souza')
    expect((await browser.submit(question, { logout: 'yes' })).body).toContain('You are signed out')
  })

  it('does not end when another site posts the sign-out', async () => {
    const { browser } = await openAsAna()
    expect((await browser.post(`${identity.issuer}/logout`, {}, 'http://evil.test/')).status).toBe(403)
    expect((await browser.get(identity.issuer)).body).toContain('Hello, Ana')
  })

  it('replaces the one before when the same browser signs in again', async () => {
    const { browser, name } = await openAsAna()
    const before = browser.cookies.get(name)
    const strict = createSamlSp(identity, app.url, 'portal', { forceAuthn: true })
    await browser.submit(await browser.get(await strict.toLoginUrl()), bruno)
    expect((await browser.get(identity.issuer)).body).toContain('Hello, Bruno')
    const response = await fetch(identity.issuer, { headers: { cookie: `${name}=${before}` }, redirect: 'manual' })
    expect(response.status).toBe(303)
  })

  it.each([
    ['changed', (value: string) => `${value.slice(0, 40)}${value[40] === 'A' ? 'B' : 'A'}${value.slice(41)}`],
    ['cut off at the marker', (value: string) => value.replace(/~2$/, '')],
    ['made up', () => 'a*b*c*d*e*f*g*h~2'],
    ['marked twice', (value: string) => value.replace(/~2$/, '~1~2')],
  ])('does not open from a cookie that was %s', async (_, change) => {
    const { browser, name } = await openAsAna()
    browser.cookies.set(name, change(browser.cookies.get(name) ?? ''))
    expect((await browser.get(identity.issuer)).url).toBe(`${identity.issuer}/login`)
  })

  it('does not open when its cookie comes twice', async () => {
    const { browser, name } = await openAsAna()
    const cookie = `${name}=planted; ${name}=${browser.cookies.get(name)}`
    expect((await fetch(identity.issuer, { headers: { cookie }, redirect: 'manual' })).status).toBe(303)
  })
})

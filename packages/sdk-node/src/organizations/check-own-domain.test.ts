import { expect, test } from 'vitest'
import { checkOwnDomain } from './check-own-domain.ts'

test.each(['acme.test', 'eu.acme.test', 'acme.com.br', 'acme.co.uk', 'yahoo.acme.test', 'mygmail.com', 'www.ck'])(
  'takes %s for the domain of an organization',
  async (name) => expect(await checkOwnDomain(name)).toBeUndefined(),
)

test.each([
  'com.br',
  'co.uk',
  // 公司.cn
  'xn--55qx5d.cn',
  // Whose subdomains belong to everybody who asks for one.
  'github.io',
  'foo.ck',
])('refuses the public suffix %s', async (name) => {
  await expect(checkOwnDomain(name)).rejects.toMatchObject({
    code: 'DOMAIN_INVALID',
    detail: expect.stringContaining('public suffix'),
  })
})

test.each([
  'gmail.com',
  'uol.com.br',
  'bol.com.br',
  'terra.com.br',
  'hotmail.com',
  'hotmail.co.uk',
  'yahoo.com.br',
  'web.de',
])('refuses the free-mail domain %s', async (name) => {
  await expect(checkOwnDomain(name)).rejects.toMatchObject({
    code: 'DOMAIN_INVALID',
    detail: expect.stringContaining('free-mail'),
  })
})

const missing = (name: string): Error =>
  Object.assign(new Error(`Cannot find package '${name}' imported from /app/check.js`), {
    code: 'ERR_MODULE_NOT_FOUND',
  })

test('says what to install where the list of public suffixes is missing', async () => {
  await expect(checkOwnDomain('acme.test', () => Promise.reject(missing('psl')))).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    detail: 'domains.add needs the package psl: npm install psl',
  })
})

test('leaves every other failure what it is', async () => {
  for (const error of [missing('punycode'), new TypeError('psl is broken')])
    await expect(checkOwnDomain('acme.test', () => Promise.reject(error))).rejects.toBe(error)
})

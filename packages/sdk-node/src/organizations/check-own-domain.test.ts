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

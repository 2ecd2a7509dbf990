import { expect, test } from 'vitest'
import { createDomainIndex, type DomainEntry, type DomainIndex } from './domain-index.ts'

const plain = (organizationId: string): DomainEntry => ({
  organizationId,
  connectionIds: null,
  includeSubdomains: false,
})
const wide = (organizationId: string): DomainEntry => ({ ...plain(organizationId), includeSubdomains: true })

function indexOf(entries: Readonly<Record<string, DomainEntry>>): DomainIndex {
  const index = createDomainIndex()
  for (const [name, entry] of Object.entries(entries)) index.put(name, entry)
  return index
}
const ownerOf = (index: DomainIndex, name: string): string | undefined => index.find(name)?.organizationId

test('finds a domain by its whole name only', () => {
  const index = indexOf({ 'acme.test': plain('acme'), 'xn--bcher-kva.example': plain('example') })
  expect(index.find('acme.test')).toEqual(plain('acme'))
  expect(ownerOf(index, 'xn--bcher-kva.example')).toBe('example')
  for (const name of ['mail.acme.test', 'evilacme.test', 'acme.test.evil.test', 'test', '', '__proto__'])
    expect(index.find(name)).toBeNull()
})
test('serves subdomains of a domain that includes them, the longest name first', () => {
  const index = indexOf({ 'acme.test': wide('acme'), 'eu.acme.test': wide('globex'), 'us.acme.test': plain('example') })
  expect(ownerOf(index, 'mail.acme.test')).toBe('acme')
  expect(ownerOf(index, 'a.b.c.acme.test')).toBe('acme')
  expect(ownerOf(index, 'mail.eu.acme.test')).toBe('globex')
  expect(ownerOf(index, 'us.acme.test')).toBe('example')
  // Not the longest one above it that exists, but the longest that includes its subdomains.
  expect(ownerOf(index, 'mail.us.acme.test')).toBe('acme')
  expect(ownerOf(index, 'evilacme.test')).toBeUndefined()
})
test('says which connections serve a domain', () => {
  const entry = { ...plain('acme'), connectionIds: ['acme-saml'] }
  expect(indexOf({ 'acme.test': entry }).find('acme.test')).toEqual(entry)
})
test('forgets what is removed, and takes what is put again', () => {
  const index = indexOf({ 'acme.test': wide('acme') })
  index.put('acme.test', plain('globex'))
  expect(ownerOf(index, 'mail.acme.test')).toBeUndefined()
  expect(index.size()).toBe(1)
  index.remove('acme.test')
  index.remove('acme.test')
  expect(index.find('acme.test')).toBeNull()
  expect(index.size()).toBe(0)
})
test('says how much memory it takes, which grows and shrinks with what it holds', () => {
  const index = indexOf({ 'acme.test': plain('acme') })
  const empty = createDomainIndex().bytes()
  expect(index.bytes()).toBeGreaterThan(empty)
  index.remove('acme.test')
  expect(index.bytes()).toBe(empty)
})

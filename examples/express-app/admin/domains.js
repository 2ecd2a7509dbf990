import express from 'express'
import { confirmPage } from '../views/admin/confirm-page.js'
import { domainsPage } from '../views/admin/domains-page.js'
import { findNames } from './find-names.js'
import { showPage } from './show-page.js'
import { takeForm } from './take-form.js'

const home = '/admin/domains'

export function domainRoutes() {
  const router = express.Router()
  router.get('/domains', showPage(showDomains))
  router.post('/domains', takeForm({ act: add, show: showDomains, form: 'add' }))
  router.post('/domains/verify', takeForm({ act: verify, show: showDomains, form: ({ name }) => `domain ${name}` }))
  router.get('/domains/remove', showPage(askToRemove))
  router.post('/domains/remove', takeForm({ act: remove, show: showDomains, form: 'add' }))
  return router
}

async function showDomains(call) {
  const domains = await call.auth.domains.list(call.organizationId)
  const { nameOfActor } = await findNames(
    call,
    domains.map(({ createdBy }) => createdBy.id),
  )
  return domainsPage(call, { domains, nameOfActor })
}

async function add({ auth, organizationId, context }, { name = '', subdomains }) {
  const options = { includeSubdomains: subdomains === 'on' }
  const domain = await auth.domains.add(organizationId, name, options, context)
  return { to: `${home}#${domain.name}`, notice: { key: 'domain-added', name: domain.name } }
}

async function verify({ auth, organizationId, context }, { name = '' }) {
  const { result, domain, found } = await auth.domains.verify(organizationId, name, context)
  // It travels in a cookie: only so much of what was found.
  const shown = found.slice(0, 3).map((text) => text.slice(0, 100))
  return { to: `${home}#${domain.name}`, notice: { domain: domain.name, result, found: shown } }
}

async function askToRemove(call, { name = '' }) {
  const { auth, organizationId, session, text } = call
  const domain = await auth.domains.get(organizationId, name)
  const isOwn = session.user.email?.endsWith(`@${domain.name}`) ?? false
  return confirmPage(call, {
    section: 'domains',
    title: text.domains.removeTitle(domain.name),
    explain: [text.domains.removeExplain, isOwn && text.domains.removeOwn],
    action: `${home}/remove`,
    fields: { name: domain.name },
    submit: text.domains.remove,
    back: home,
  })
}

async function remove({ auth, organizationId, context }, { name = '' }) {
  await auth.domains.remove(organizationId, name, context)
  return { to: home, notice: { key: 'domain-removed', name } }
}

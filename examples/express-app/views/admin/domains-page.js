import { html } from '@launchpad-sso/sdk-node/node'
import { field } from './field.js'
import { adminPage } from './frame.js'
import { notice } from './notice.js'
import { problemNotice, typed } from './problem-notice.js'
import { time } from './times.js'

export function domainsPage(call, { domains, nameOfActor }) {
  const { sections, domains: text } = call.text
  const body = html`${
    domains.length === 0
      ? html`<p class="card empty">${text.none}</p>`
      : domains.map((domain) => domainCard(call, domain, nameOfActor(domain.createdBy)))
  }
  ${addCard(call)}`
  return adminPage(call, { section: 'domains', title: sections.domains, intro: text.intro, body })
}

function domainCard(call, domain, creator) {
  const { domains: text } = call.text
  const { name, status } = domain
  const isVerified = status === 'verified'
  return html`<section class="card stack" id="${name}" aria-labelledby="title-${name}">
    <div class="card-head">
      <h2 id="title-${name}">${name}</h2>
      <span class="tag ${!isVerified && 'waiting'}">${isVerified ? text.verified : text.unverified}</span>
    </div>
    ${verifyNotice(call, name)} ${problemNotice(call, `domain ${name}`)} ${domainFacts(call, domain, creator)}
    ${!isVerified && recordToCopy(text, domain.verificationRecord)}
    <div class="row">
      ${
        !isVerified &&
        html`<form method="post" action="/admin/domains/verify">
          <input type="hidden" name="name" value="${name}" />
          <button class="button" type="submit" aria-label="${text.verifyOf(name)}">${text.verify}</button>
        </form>`
      }
      <a
        class="button plain"
        href="/admin/domains/remove?name=${encodeURIComponent(name)}"
        aria-label="${text.removeOf(name)}"
        >${text.remove}</a
      >
    </div>
  </section>`
}

function domainFacts(call, { createdAt, verifiedAt, includeSubdomains }, creator) {
  const { domains: text } = call.text
  return html`<dl class="facts">
    <div>
      <dt>${text.added}</dt>
      <dd>${time(call, createdAt)}, ${creator}</dd>
    </div>
    ${
      verifiedAt &&
      html`<div>
        <dt>${text.verifiedAt}</dt>
        <dd>${time(call, verifiedAt)}</dd>
      </div>`
    }
    <div>
      <dt>${text.subdomainsToo}</dt>
      <dd>${includeSubdomains ? text.subdomainsYes : text.subdomainsNo}</dd>
    </div>
  </dl>`
}

function recordToCopy(text, { type, name, value }) {
  return html`<div class="record">
    <p>${text.record}</p>
    <dl class="values">
      <div>
        <dt>${text.recordType}</dt>
        <dd><code>${type}</code></dd>
      </div>
      <div>
        <dt>${text.recordName}</dt>
        <dd><code>${name}</code></dd>
      </div>
      <div>
        <dt>${text.recordValue}</dt>
        <dd><code>${value}</code></dd>
      </div>
    </dl>
  </div>`
}

/** What `verify` answered, and what to do next. */
function verifyNotice({ text, notice: done }, name) {
  if (done?.domain !== name || !Object.hasOwn(text.domains.results, done.result)) return null
  const [title, next] = text.domains.results[done.result]
  const found = done.found.length > 0 && [
    `${text.domains.found} `,
    done.found.map((value) => html`<code class="found">${value}</code> `),
  ]
  const isDone = done.result === 'verified'
  return notice({ kind: isDone ? 'good' : 'warn', title, lines: [next, !isDone && found && html`${found}`] })
}

function addCard(call) {
  const { domains: text } = call.text
  const value = typed(call, 'add', 'name')
  const isWrong = call.problem?.form === 'add'
  return html`<section class="card stack" aria-labelledby="add">
    <h2 id="add">${text.add}</h2>
    ${problemNotice(call, 'add')}
    <form method="post" action="/admin/domains" class="narrow">
      ${field({
        id: 'name',
        label: text.name,
        hint: text.nameHint,
        isWrong,
        input: (attributes) =>
          html`<input
            ${attributes}
            name="name"
            value="${value}"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            required
          />`,
      })}
      <label class="check"
        ><input type="checkbox" name="subdomains" ${typed(call, 'add', 'subdomains') === 'on' && html`checked`} />
        <span>${text.subdomains}</span></label
      >
      <button class="button" type="submit">${text.submit}</button>
    </form>
  </section>`
}

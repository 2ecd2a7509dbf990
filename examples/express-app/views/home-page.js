import { html } from '@launchpad-sso/sdk-node/node'
import { layout } from './layout.js'

/** The public page: the way in, or a welcome for who is in already. */
export function homePage({ session, launchpadUrl }) {
  const body = html`<section class="hero">
    <div class="pitch">
      <p class="eyebrow">Purchase requests, approved in minutes</p>
      <h1>Every order on one page, every approval in its place.</h1>
      <p class="lead">Ask for what your team needs, see who has to approve it, and know what is left of the budget.</p>
      <ul class="points">
        <li>Sign in with the account you already have at work</li>
        <li>Each organization sees its own requests and nobody else’s</li>
        <li>Opens from your Launchpad with one click</li>
      </ul>
    </div>
    ${session ? welcome({ session, launchpadUrl }) : signInForm()}
  </section>`
  return layout({ title: session ? 'Welcome' : 'Sign in', session, launchpadUrl, current: 'home', body })
}

/** A plain form is all it takes: /auth/login finds the organization by the domain and sends the browser on. */
function signInForm() {
  return html`<div class="card sign-in">
    <h2>Sign in</h2>
    <p class="quiet">With your work e-mail. No new password.</p>
    <form method="get" action="/auth/login">
      <label for="email">Work e-mail</label>
      <input id="email" name="email" type="email" autocomplete="email" placeholder="name@company.com" required />
      <input type="hidden" name="return_to" value="/dashboard" />
      <button class="button wide" type="submit">Continue with e-mail</button>
    </form>
  </div>`
}

function welcome({ session, launchpadUrl }) {
  return html`<div class="card">
    <h2>Welcome, ${session.user.name ?? session.user.email}</h2>
    <p class="quiet">You are signed in at ${session.organization.name}.</p>
    <div class="buttons">
      <a class="button wide" href="/dashboard">Open the dashboard</a>
      ${launchpadUrl && html`<a class="button plain wide" href="${launchpadUrl}">All your applications</a>`}
    </div>
  </div>`
}

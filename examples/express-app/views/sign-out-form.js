import { html } from '@launchpad-sso/sdk-node/node'

/**
 * A POST, so that no link or image can sign somebody out. `single_logout` ends the session at the Launchpad too; without it, that goes on and
 * lets the person in again without a password.
 */
export function signOutForm({ text: { layout }, launchpadUrl, id, isSmall = false }) {
  return html`<form class="sign-out" method="post" action="/auth/logout">
    <input type="hidden" name="return_to" value="/" />
    ${
      launchpadUrl &&
      html`<label class="check" for="${id}-single-logout">
        <input id="${id}-single-logout" type="checkbox" name="single_logout" value="true" />${layout.signOutToo}
      </label>`
    }
    <button class="button plain ${isSmall && 'small'}" type="submit">${layout.signOut}</button>
  </form>`
}

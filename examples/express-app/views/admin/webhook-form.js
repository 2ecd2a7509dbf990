import { html } from '@launchpad-sso/sdk-node/node'
import { eventFamilies } from '../../admin/event-families.js'
import { field } from './field.js'
import { problemNotice, typed } from './problem-notice.js'

/** Of the demo: the address is there already, so that one can see both ends. */
export function webhookForm(call) {
  const { webhooks: text, audit } = call.text
  const isAgain = call.problem?.form === 'add'
  return html`<section class="card stack" aria-labelledby="add">
    <h2 id="add">${text.add}</h2>
    ${problemNotice(call, 'add')}
    <form method="post" action="/admin/webhooks" class="narrow">
      ${field({
        id: 'url',
        label: text.url,
        hint: call.inbox ? text.urlHintDemo : text.urlHint,
        isWrong: isAgain,
        input: (attributes) =>
          html`<input
            ${attributes}
            name="url"
            type="url"
            value="${isAgain ? typed(call, 'add', 'url') : call.inbox?.url}"
            autocomplete="off"
            spellcheck="false"
            required
          />`,
      })}
      ${field({
        id: 'name',
        label: text.name,
        hint: text.nameHint,
        input: (attributes) =>
          html`<input
            ${attributes}
            name="name"
            value="${typed(call, 'add', 'name')}"
            maxlength="100"
            autocomplete="off"
          />`,
      })}
      <fieldset class="choices">
        <legend>${text.events}</legend>
        <p class="hint">${text.eventsHint}</p>
        <div class="several">${eventFamilies.map(({ family }) => familyBox(call, audit, family))}</div>
      </fieldset>
      <button class="button" type="submit">${text.add}</button>
    </form>
  </section>`
}

function familyBox(call, audit, family) {
  const name = `family_${family}`
  return html`<label class="check"
    ><input type="checkbox" name="${name}" ${typed(call, 'add', name) === 'on' && html`checked`} />
    <span>${audit.families[family] ?? family}</span></label
  >`
}

/** A form, ready to be sent. */
export interface PageForm {
  /** Absolute. */
  readonly action: string
  readonly method: 'GET' | 'POST'
  /** Name and value of what is sent without touching anything. */
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** Names of the fields a person fills in. */
  readonly inputs: readonly string[]
  /** Name and value of the buttons that have a name. */
  readonly buttons: readonly (readonly [name: string, value: string])[]
}

/** The forms of a page. */
export function parseForms(pageUrl: string, body: string): readonly PageForm[] {
  return [...body.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, attributes = '', inside = '']) => {
    const form = parseAttributes(attributes)
    const controls = [...inside.matchAll(/<(input|button)\b([^>]*)>/gi)].map(([, tag = '', rest = '']) => {
      const given = parseAttributes(rest)
      const { name = '', value = '', type = tag.toLowerCase() === 'button' ? 'submit' : 'text' } = given
      return { name, value, type, isTicked: type !== 'checkbox' || 'checked' in given }
    })
    const named = controls.filter(({ name }) => name !== '')
    const isButton = ({ type }: { readonly type: string }): boolean => type === 'submit' || type === 'button'
    return {
      action: new URL(form['action'] ?? pageUrl, pageUrl).href,
      method: (form['method'] ?? 'get').toLowerCase() === 'post' ? 'POST' : 'GET',
      fields: named.filter((one) => !isButton(one) && one.isTicked).map(({ name, value }) => [name, value] as const),
      inputs: named.filter((one) => !isButton(one) && one.type !== 'hidden').map(({ name }) => name),
      buttons: named.filter(isButton).map(({ name, value }) => [name, value] as const),
    }
  })
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function parseAttributes(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(/([a-zA-Z][-\w:]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)]
  return Object.fromEntries(
    pairs.map(([, name = '', double, single]) => [name.toLowerCase(), decodeEntities(double ?? single ?? '')]),
  )
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
      return entities[name ?? ''] ?? whole
    },
  )
}

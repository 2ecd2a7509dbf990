import type { Brand } from './brand.ts'
import { findLogo, toBrandStyle } from './brand-style.ts'
import { html, type Html } from './html.ts'
import type { InlineScript } from './inline-script.ts'
import type { Locale } from './locale.ts'
import { icon, logo } from './logo.ts'
import { messagesOf } from './messages-of.ts'
import { sha256Source } from './sha256-source.ts'
import { stylesheet } from './stylesheet.ts'

/** A finished document and the policy it must be sent with. */
export interface Page {
  readonly html: string
  /** Value of the `Content-Security-Policy` header. */
  readonly contentSecurityPolicy: string
}

/** What every page is told, whatever it is about. */
export interface PageSetting {
  readonly locale: Locale
  /** @default 'Launchpad' */
  readonly productName?: string | undefined
  /** The organization that the page is for, where one is known: its name, logo and colours. */
  readonly brand?: Brand | null | undefined
}

export interface PageParts extends PageSetting {
  /** What the page is about; the product's name follows it in the tab. */
  readonly title: string
  readonly body: Html
  readonly script?: InlineScript
  /** A page of a signed-in product, with a header across the top, in place of one card in the middle. */
  readonly wide?: boolean
  /** Right-hand side of the header, on a wide page: navigation, the user's menu. */
  readonly header?: Html
  /** Where the product's name in that header leads. Absent: it is not a link. */
  readonly homeUrl?: string
  readonly footer?: Html
  /**
   * Sources of the `form-action` directive. Chromium applies it to every redirect that follows a submission, so a form
   * whose answer leads to another origin needs more than the default.
   *
   * @default "'self'"
   */
  readonly formAction?: string
}

const styleSource = sha256Source(stylesheet)

/**
 * Makes the whole document around a body. Nothing is loaded from anywhere but an organization's logo: styles and at most one
 * script stand in the page, each allowed by its hash.
 */
export function renderPage(parts: PageParts): Page {
  const productName = parts.productName ?? 'Launchpad'
  const brand = parts.brand ?? null
  const logoUrl = brand && findLogo(brand)
  const brandStyle = brand && toBrandStyle(brand)
  return {
    html: toDocument(html`${parts.title} · ${productName}`, parts, productName, brandStyle),
    contentSecurityPolicy: [
      `default-src 'none'`,
      `style-src ${styleSource}${brandStyle === null ? '' : ` ${sha256Source(brandStyle)}`}`,
      `script-src ${parts.script?.source ?? `'none'`}`,
      `img-src 'self' data:${logoUrl === null ? '' : ` ${logoUrl.origin}`}`,
      `base-uri 'none'`,
      `frame-ancestors 'none'`,
      `form-action ${parts.formAction ?? `'self'`}`,
    ].join('; '),
  }
}

/** Plain text around {@link Html}: styles and script are texts of ours, and escaping would change them. */
function toDocument(title: Html, parts: PageParts, productName: string, brandStyle: string | null): string {
  const layout = parts.wide === true ? toWideLayout(parts, productName) : toCardLayout(parts, productName)
  return [
    `<!doctype html>`,
    `<html lang="${parts.locale}">`,
    `<head>`,
    `<meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta name="robots" content="noindex">`,
    `<title>${title.toString()}</title>`,
    `<link rel="icon" href="${icon}">`,
    `<style>${stylesheet}</style>`,
    brandStyle === null ? '' : `<style>${brandStyle}</style>`,
    `</head>`,
    `<body class="${parts.wide === true ? 'wide-page' : 'card-page'}">`,
    layout.toString(),
    parts.script === undefined ? '' : `<script>${parts.script.text}</script>`,
    `</body>`,
    `</html>`,
  ].join('\n')
}

function toCardLayout(parts: PageParts, productName: string): Html {
  return html`<header class="brand">${toHead(parts.brand ?? null, productName)}</header>
    <main class="card">${parts.body}</main>
    <footer class="page-footer">${parts.footer}</footer>`
}

/** Whose page it is, and in which product: a page that only showed the organization would look like the organization's own. */
function toHead(brand: Brand | null, productName: string): Html {
  if (brand === null) return html`${logo}<span>${productName}</span>`
  const url = findLogo(brand)
  // Its name stands beside it. Whoever serves the logo need not learn which page showed it.
  const mark =
    url === null ? logo : html`<img class="brand-logo" src="${url.href}" alt="" referrerpolicy="no-referrer" />`
  return html`${mark}<span>${brand.name} <span class="muted">· ${productName}</span></span>`
}

function toWideLayout(parts: PageParts, productName: string): Html {
  return html`<a class="skip-link" href="#content">${messagesOf(parts.locale).skipToContent}</a>
    <header class="app-header">
      <div class="app-header-inner">${toBrand(parts.homeUrl, productName)} ${parts.header}</div>
    </header>
    <main id="content" class="wide">${parts.body}</main>
    <footer class="page-footer">${parts.footer}</footer>`
}

function toBrand(homeUrl: string | undefined, productName: string): Html {
  const mark = html`${logo}<span>${productName}</span>`
  return homeUrl === undefined
    ? html`<span class="brand">${mark}</span>`
    : html`<a class="brand" href="${homeUrl}">${mark}</a>`
}

import { isRead, type GuardedRequest } from './guarded-request.ts'

/** Next's own: pages' data below `/_next/data/` are as private as the pages. */
const nextBeginnings = ['/_next/', '/__nextjs']
const wellKnownFiles: ReadonlySet<string> = new Set([
  '/favicon.ico',
  '/robots.txt',
  '/sitemap.xml',
  '/manifest.json',
  '/manifest.webmanifest',
  '/site.webmanifest',
])
/** What pages are made of. Documents and data (pdf, csv, json, xml, zip, html) are not among them. */
const assetName = /\.(?:css|m?js|map|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|webmanifest)$/

/** True for what no guard of a whole site looks at: the SDK's own URLs, the framework's, static files. */
export function isUntouched(request: GuardedRequest, plainPath: string, basePath: string): boolean {
  if (plainPath.startsWith(`${basePath}/`)) return true
  // Next finds a server action by its id, wherever it is sent, and without scripts the id is in the form. And a page that is
  // shown inside of another one, which `Next-Url` names, is no file.
  if (!isRead(request) || ['next-action', 'next-url'].some((name) => request.headers.get(name))) return false
  if (nextBeginnings.some((beginning) => plainPath.startsWith(beginning))) return !plainPath.startsWith('/_next/data/')
  return wellKnownFiles.has(plainPath) || assetName.test(plainPath)
}

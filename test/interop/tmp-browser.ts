// @ts-nocheck
import { Browser as B } from '/work/shared/idp/browser.mjs'
export class Browser extends B {}
export interface Page {
  url: string
  status: number
  body: string
  setCookies: string[]
}

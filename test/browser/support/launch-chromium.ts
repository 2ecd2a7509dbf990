import { chromium, type Browser } from 'playwright-core'

/** Quiet flags: nothing but the pages may make requests. Names other than loopback do not resolve. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
]

/** Debian's Chromium, or the one that `CHROMIUM_PATH` names. */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] || '/usr/bin/chromium'
  return chromium.launch({ executablePath, args: flags })
}

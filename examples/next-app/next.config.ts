import { join } from 'node:path'
import type { NextConfig } from 'next'

/** The packages lie above this folder: they are part of this repository. */
const root = join(import.meta.dirname, '../..')

const config: NextConfig = {
  outputFileTracingRoot: root,
  turbopack: { root },
  poweredByHeader: false,
  reactStrictMode: true,
  headers: () =>
    Promise.resolve([
      {
        source: '/:path*',
        headers: [
          { key: 'x-content-type-options', value: 'nosniff' },
          { key: 'referrer-policy', value: 'same-origin' },
        ],
      },
    ]),
}

export default config

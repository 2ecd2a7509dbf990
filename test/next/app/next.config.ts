import { join } from 'node:path'
import type { NextConfig } from 'next'

const root = join(import.meta.dirname, '../../..')

export default { outputFileTracingRoot: root, turbopack: { root } } satisfies NextConfig

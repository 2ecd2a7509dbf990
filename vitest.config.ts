import { defineConfig } from 'vitest/config'

/** Tests run on sources, no build first. */
const source = ['launchpad-source', 'module', 'node', 'development|production']
const project = (name: string, include: string[], timeoutMs: number, fileParallelism: boolean) => ({
  ssr: { resolve: { conditions: source } },
  test: { name, environment: 'node' as const, include, testTimeout: timeoutMs, hookTimeout: 240_000, fileParallelism },
})

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    projects: [
      project('unit', ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'test/unit/**/*.test.ts'], 20_000, true),
      project('browser', ['test/browser/**/*.test.ts'], 120_000, false),
      project('interop', ['test/interop/**/*.test.ts'], 120_000, false),
    ],
  },
})

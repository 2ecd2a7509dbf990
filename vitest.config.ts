import { defineConfig } from 'vitest/config'

/** Tests run on sources, no build first: a package's name leads to its source, a door's name to the door's file. */
const sources = [
  { find: /^@launchpad-sso\/([\w-]+)$/, replacement: `${import.meta.dirname}/packages/$1/src/index.ts` },
  { find: /^@launchpad-sso\/([\w-]+)\/([\w-]+)$/, replacement: `${import.meta.dirname}/packages/$1/src/$2.ts` },
]
const project = (name: string, include: string[], timeoutMs: number, fileParallelism: boolean) => ({
  resolve: { alias: sources },
  test: { name, environment: 'node' as const, include, testTimeout: timeoutMs, hookTimeout: 240_000, fileParallelism },
})

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    projects: [
      project(
        'unit',
        ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'test/unit/**/*.test.ts'],
        20_000,
        true,
      ),
      project('browser', ['test/browser/**/*.test.ts'], 120_000, false),
      project('interop', ['test/interop/**/*.test.ts'], 120_000, false),
    ],
  },
})

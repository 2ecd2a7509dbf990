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

/** What takes two looks at the clock for one moment fails every time, and not once in a while. */
const withStrictClock = (one: ReturnType<typeof project>) => ({
  ...one,
  test: { ...one.test, setupFiles: [`${import.meta.dirname}/test/support/strict-clock.ts`] },
})

/** The components in a DOM. `react` is the one at the root; React 18 lies where nobody else finds it. */
const reactProject = (name: string, react: readonly { readonly find: RegExp; readonly replacement: string }[]) => ({
  resolve: { alias: [...sources, ...react] },
  test: {
    name,
    environment: 'happy-dom' as const,
    include: ['packages/react/**/*.test.tsx'],
    testTimeout: 20_000,
    // Otherwise Node itself would load the testing library, and with it the React at the root.
    server: { deps: { inline: ['@testing-library/react'] } },
  },
})
const react18 = `${import.meta.dirname}/test/react-18/node_modules`

export default defineConfig({
  test: {
    reporters: ['default', './test/scim/support/conformance-reporter.ts', './test/support/closing-line-reporter.ts'],
    projects: [
      withStrictClock(
        project(
          'unit',
          ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'test/unit/**/*.test.ts'],
          20_000,
          true,
        ),
      ),
      reactProject('react', []),
      reactProject('react-18', [
        // Its CommonJS build would `require` the React at the root, past every alias.
        {
          find: /^@testing-library\/react$/,
          replacement: `${import.meta.dirname}/node_modules/@testing-library/react/dist/@testing-library/react.esm.js`,
        },
        { find: /^react$/, replacement: `${react18}/react/index.js` },
        { find: /^react\/(.*)$/, replacement: `${react18}/react/$1.js` },
        { find: /^react-dom$/, replacement: `${react18}/react-dom/index.js` },
        { find: /^react-dom\/(.*)$/, replacement: `${react18}/react-dom/$1.js` },
      ]),
      project('next', ['test/next/**/*.test.ts'], 60_000, false),
      project('postgres', ['test/postgres/**/*.test.ts'], 60_000, false),
      project('scim', ['test/scim/**/*.test.ts'], 120_000, false),
      project('browser', ['test/browser/**/*.test.ts'], 120_000, false),
      project('interop', ['test/interop/**/*.test.ts'], 120_000, false),
    ],
  },
})

import { defineConfig } from 'vitest/config';

/** Two kinds: plain functions, and the page in a browser against a running server with a real model. */
export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: `test-results/${process.env.RESULTS ?? 'results'}.json` }]],
    projects: [
      { test: { name: 'unit', include: ['tests/**/*.test.ts'] } },
      {
        test: {
          name: 'browser', include: ['e2e/**/*.test.ts'], globalSetup: 'e2e/server.ts', testTimeout: 300_000, hookTimeout: 120_000,
          fileParallelism: false,
          // as long as Playwright waits for what it clicks would be too long, the default of a second is too short for two browsers on two cores
          expect: { poll: { timeout: 10_000 } },
          // in CI two of these run beside each other on two cores; what passed at its second try alone is listed at the end of ./liaoyuan test
          retry: process.env.CI ? 1 : 0,
        },
      },
    ],
  },
});

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    setupFiles: ['.config/vitest.setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One process per file: pdf.js keeps a worker per process and the first document in it is the slow one.
    pool: 'forks',
    expect: { requireAssertions: true },
  },
})

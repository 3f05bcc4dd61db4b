import { defineConfig } from 'vitest/config'
import { noSkipped } from './no-skipped.ts'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    setupFiles: ['.config/vitest.setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Few processes for many files: rules are loaded, patterns compiled and pdf.js started once in each. No test leaves
    // anything of its own in the process.
    pool: 'forks',
    isolate: false,
    expect: { requireAssertions: true },
    reporters: process.env['CI'] ? ['default', noSkipped] : ['default'],
  },
})

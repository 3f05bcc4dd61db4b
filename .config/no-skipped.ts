import type { Reporter, TestModule } from 'vitest/node'

/** On CI a test that does not run is a failure: tests of what lies beside the checkout must find it there. */
export const noSkipped: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')].map((one) => one.fullName))
    if (skipped.length === 0) return
    console.error(`Not run, which counts as failed on CI:\n${skipped.map((name) => `  ${name}`).join('\n')}`)
    process.exitCode = 1
  },
}

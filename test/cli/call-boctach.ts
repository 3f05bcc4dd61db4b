import { fileURLToPath } from 'node:url'
import type { Run } from './run-boctach.ts'

const program = fileURLToPath(new URL('../../dist/cli/program.js', import.meta.url))

/**
 * The built command in this process, one at a time: for tests of what it does and says, at a fraction of the time a process
 * takes to start. What ends by a signal or changes its folder needs one (`runBoctach`).
 */
export async function callBoctach(args: readonly string[]): Promise<Run> {
  const { runProgram } = (await import(program)) as { runProgram: (args: readonly string[]) => Promise<void> }
  const before = process.exitCode
  const stdout = catchWrites(process.stdout)
  const stderr = catchWrites(process.stderr)
  process.exitCode = undefined
  try {
    await runProgram(args)
    return {
      code: Number((process as { exitCode?: number | string | null }).exitCode ?? 0),
      stdout: stdout.text(),
      stderr: stderr.text(),
    }
  } finally {
    stdout.release()
    stderr.release()
    process.exitCode = before
  }
}

function catchWrites(stream: NodeJS.WriteStream): { text: () => string; release: () => void } {
  let text = ''
  const write = stream.write.bind(stream)
  stream.write = (chunk: Uint8Array | string) => {
    text += String(chunk)
    return true
  }
  return { text: () => text, release: () => (stream.write = write) }
}

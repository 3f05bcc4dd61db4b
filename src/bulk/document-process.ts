import { compileRules } from '../rules/load.ts'
import { watchMemory } from './memory-watch.ts'
import type { FromProcess, ToProcess } from './messages.ts'
import { Obstacle } from './obstacle.ts'
import { TaskRunner } from './run-task.ts'

// A process of its own for one document after the other: what goes wrong in it ends it and nothing else.

let runner: TaskRunner | null = null

process.on('message', (message: ToProcess) => {
  void receive(message)
})
process.on('disconnect', () => process.exit())

async function receive(message: ToProcess): Promise<void> {
  if (message.kind === 'setup') return begin(message)
  try {
    const outcome = await runner!.run(message.task)
    answer({ kind: 'outcome', outcome, memoryBytes: process.memoryUsage.rss() })
  } catch (error) {
    if (!(error instanceof Obstacle)) throw error
    answer({ kind: 'obstacle', message: error.message })
  }
}

function begin({ setup }: ToProcess & { kind: 'setup' }): void {
  watchMemory(setup.maxMemoryBytes)
  try {
    // The coordinator has checked them.
    runner = new TaskRunner(setup, compileRules(setup.rules))
    answer({ kind: 'ready' })
  } catch (error) {
    answer({ kind: 'unready', message: error instanceof Error ? error.message : String(error) })
  }
}

function answer(message: FromProcess): void {
  process.send!(message)
}

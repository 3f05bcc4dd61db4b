#!/usr/bin/env node
import { runProgram } from './program.ts'

// `boctach text … | head` closes our output early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
})

await runProgram(process.argv.slice(2))

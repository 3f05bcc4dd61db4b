import { Command } from 'commander'
import { formatRecordSchema } from './record-json-schema.ts'

const help = `
Examples:
  $ boctach schema > record.schema.json`

export function schemaCommand(): Command {
  return new Command('schema')
    .summary('print the JSON Schema of a record')
    .description('Prints the JSON Schema (2020-12) every record matches.')
    .addHelpText('after', help)
    .action(() => {
      process.stdout.write(formatRecordSchema())
    })
}

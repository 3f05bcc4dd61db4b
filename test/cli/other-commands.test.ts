import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { recordSchema } from '../../src/domain/record.ts'
import { makeDocx } from './made-files.ts'
import { emptyFolder, runBoctach } from './run-boctach.ts'

test('text prints the text of the record and nothing else', async () => {
  const folder = await emptyFolder()
  await writeFile(join(folder, 'a.docx'), await makeDocx())
  const { code, stdout, stderr } = await runBoctach(['text', 'a.docx'], folder)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('đã giải quyết 296/298 hồ sơ, đạt 99,3%')
  const extracted = await runBoctach(['extract', 'a.docx', '--out', 'out', '--json'], folder)
  const { record } = JSON.parse(extracted.stdout.split('\n')[0]!) as { record: string }
  expect(recordSchema.parse(JSON.parse(await readFile(join(folder, record), 'utf8'))).text).toBe(stdout)
})

test('text of what cannot be read says why on standard error only, and ends with 1', async () => {
  const { code, stdout, stderr } = await runBoctach(['text', 'missing.pdf'], await emptyFolder())
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toBe('boctach: missing.pdf  not-found: There is no such file or folder.\n')
})

test('schema prints the JSON Schema the package brings, made from the record schema', async () => {
  const { code, stdout } = await runBoctach(['schema'])
  expect(code).toBe(0)
  expect(stdout).toBe(await readFile(new URL('../../dist/record.schema.json', import.meta.url), 'utf8'))
  const schema = JSON.parse(stdout) as { $schema: string; properties: object }
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
  expect(schema.properties).toEqual(z.toJSONSchema(recordSchema).properties)
})

import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { failureCodes } from '../../src/domain/issue.ts'
import { extract } from '../../src/index.ts'
import { extractBytes } from '../../src/pipeline/extract.ts'
import { sha256Of } from '../../src/pipeline/source.ts'
import { defaultLimits } from '../../src/readers/reader.ts'
import type { RuleSet } from '../../src/rules/rule-set.ts'
import { makeDocx } from '../cli/made-files.ts'
import { emptyFolder } from '../cli/run-boctach.ts'

describe('extract', () => {
  test('gives the same record for a path and for its bytes under its name', async () => {
    const folder = await emptyFolder()
    const bytes = await makeDocx()
    await writeFile(join(folder, 'a.docx'), bytes)
    const fromPath = await extract(join(folder, 'a.docx'))
    expect(fromPath).toMatchObject({ ok: true, record: { source: { name: 'a.docx', bytes: bytes.length } } })
    expect(await extract(bytes, { name: 'a.docx' })).toEqual(fromPath)
  })

  test('leaves the bytes it is given as they were', async () => {
    const bytes = await makeDocx()
    const before = bytes.slice()
    await extract(bytes)
    expect(bytes).toEqual(before)
  })

  test.each([
    ['a missing file', 'missing.pdf', {}, 'not-found'],
    ['a folder', '.', {}, 'unsupported'],
    ['no bytes', new Uint8Array(), {}, 'empty'],
    ['more bytes than allowed', new Uint8Array(100), { limits: { maxBytes: 99 } }, 'too-large'],
    ['bytes of nothing', new Uint8Array(100), {}, 'unsupported'],
  ] as const)('does not throw at %s', async (_, source, options, code) => {
    expect(await extract(source, options)).toMatchObject({ ok: false, failure: { code } })
  })

  test('does not throw at any bytes, not even with a known signature before them', async () => {
    const signature = fc.constantFrom('', '%PDF-1.7\n', 'PK\x03\x04', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '{\\rtf1 ')
    await fc.assert(
      fc.asyncProperty(signature, fc.uint8Array({ maxLength: 2000 }), async (start, rest) => {
        const result = await extract(Buffer.concat([Buffer.from(start, 'latin1'), rest]))
        if (!result.ok) expect(failureCodes.filter((code) => code !== 'internal')).toContain(result.failure.code)
        expect(typeof result.ok).toBe('boolean')
      }),
      { numRuns: 50 },
    )
  })

  test('turns a fault of ours into a failure that keeps its message and no stack', async () => {
    const noRules = {} as RuleSet
    const input = { name: 'a.docx', bytes: await makeDocx() }
    const result = await extractBytes(input, sha256Of(input.bytes), noRules, defaultLimits)
    expect(result).toMatchObject({ ok: false, failure: { code: 'internal' } })
    expect(JSON.stringify(result)).not.toMatch(/\\n|\.ts:/)
  })

  test('rejects for a rule folder that is not there', async () => {
    await expect(extract(new Uint8Array(), { rules: ['nowhere'] })).rejects.toThrow('nowhere')
  })

  test('can be imported by the name of the package', async () => {
    const code = "const { extract } = await import('boctach'); console.log((await extract('missing.pdf')).failure.code)"
    const cwd = fileURLToPath(new URL('../..', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], { cwd })
    expect(stdout).toBe('not-found\n')
  })
})

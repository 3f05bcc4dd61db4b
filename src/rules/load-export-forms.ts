import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { exportFormSchema } from '../domain/export-form.ts'
import type { ExportForm } from '../domain/export-form.ts'
import { check, parseYaml } from './files.ts'
import { builtInRules } from './load.ts'
import { RuleError } from './rule-error.ts'

/** The forms below `exports/` of rule folders, one a file; one of a later folder takes the place of one with its id. */
export async function loadExportForms(folders: readonly string[]): Promise<readonly ExportForm[]> {
  const forms = new Map<string, ExportForm>()
  for (const folder of [builtInRules, ...folders]) {
    const exports = join(folder, 'exports')
    if (!existsSync(exports)) continue
    for (const name of (await readdir(exports)).filter((one) => one.endsWith('.yaml')).sort()) {
      const file = join('exports', name)
      const form = check(exportFormSchema, parseYaml(await readFile(join(exports, name), 'utf8'), file), file)
      const names = form.fields.map((field) => field.name)
      const twice = names.find((one, index) => names.indexOf(one) !== index)
      if (twice !== undefined) throw new RuleError(`${file}: there are two fields ${twice}`)
      forms.set(form.id, form)
    }
  }
  return [...forms.values()]
}

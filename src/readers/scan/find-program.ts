import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'

/** Where a program lies on PATH, or null. Looks in named folders alone: what lies in the current one is not run by chance. */
export async function findProgram(name: string): Promise<string | null> {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : ['']
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (!isAbsolute(folder)) continue
    for (const ending of endings) {
      const path = join(folder, name + ending)
      try {
        await access(path, constants.X_OK)
        if ((await stat(path)).isFile()) return path
      } catch {
        // Not there.
      }
    }
  }
  return null
}

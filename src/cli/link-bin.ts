import { chmod, lstat, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

// Part of the build. npm links the bins of dependencies only, so in a checkout `npx boctach` finds nothing of ours with
// some npm versions, and others install the folder into their cache and build it once more. A link beside the
// dependencies' own ends that.
const bin = fileURLToPath(new URL('./main.js', import.meta.url))
const folder = fileURLToPath(new URL('../../node_modules/.bin/', import.meta.url))

await chmod(bin, 0o755)
if (await isFolder(folder)) await link()

async function link(): Promise<void> {
  if (process.platform === 'win32') {
    await writeFile(`${folder}boctach.cmd`, '@node "%~dp0\\..\\..\\dist\\cli\\main.js" %*\r\n')
    return
  }
  const place = `${folder}boctach`
  const before = await lstat(place).catch(() => null)
  if (before?.isSymbolicLink()) return
  await rm(place, { force: true })
  await symlink('../../dist/cli/main.js', place)
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  )
}

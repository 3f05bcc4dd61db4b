import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser } from 'playwright-core'

const switches = ['--no-sandbox', '--disable-background-networking', '--disable-gpu', '--font-render-hinting=none']
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const root = fileURLToPath(new URL('../../', import.meta.url))

/** A started browser, or why there is none: on CI that is an error, elsewhere the tests are left out and say so. */
export type Started =
  { readonly browser: Browser; readonly from: string } | { readonly browser: null; readonly reason: string }

/**
 * The browser that npm brought, with its own libraries and font, so that nothing need be installed; else one that is
 * installed. It is unpacked once (some eight seconds) and kept in node_modules/.cache.
 */
export async function startBrowser(): Promise<Started> {
  const reasons: string[] = []
  for (const attempt of [fromNpm, fromSystem]) {
    try {
      return await attempt()
    } catch (error) {
      reasons.push(error instanceof Error ? error.message.split('\n')[0]! : String(error))
    }
  }
  const reason = `no browser could be started: ${reasons.join('; ')}`
  if (process.env['CI']) throw new Error(reason)
  return { browser: null, reason }
}

async function fromNpm(): Promise<Started> {
  const folder = await unpacked()
  const browser = await chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: switches,
    env: {
      ...definedEnvironment(),
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  })
  return { browser, from: '@sparticuz/chromium' }
}

async function fromSystem(): Promise<Started> {
  const executablePath = installed.find((path) => existsSync(path))
  if (executablePath === undefined) throw new Error(`none of ${installed.join(', ')} is there`)
  return { browser: await chromium.launch({ executablePath, args: switches }), from: executablePath }
}

/** The package unpacks below the temporary folder and brings its libraries only where it believes itself on Lambda. */
async function unpacked(): Promise<string> {
  const require = createRequire(import.meta.url)
  const { version } = JSON.parse(
    await readFile(join(dirname(require.resolve('@sparticuz/chromium')), '..', '..', 'package.json'), 'utf8'),
  ) as { version: string }
  const folder = join(root, 'node_modules', '.cache', `chromium-${version}`)
  if (existsSync(folder)) return folder
  const staging = `${folder}.${process.pid}`
  await mkdir(staging, { recursive: true })
  const kept = { TMPDIR: process.env['TMPDIR'], AWS_EXECUTION_ENV: process.env['AWS_EXECUTION_ENV'] }
  const others = { LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'], FONTCONFIG_PATH: process.env['FONTCONFIG_PATH'] }
  try {
    Object.assign(process.env, { TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' })
    const { default: packed } = await import('@sparticuz/chromium')
    await packed.executablePath()
  } finally {
    for (const [name, value] of Object.entries({ ...kept, ...others })) {
      if (value === undefined) Reflect.deleteProperty(process.env, name)
      else process.env[name] = value
    }
  }
  await writeFile(join(staging, 'fonts.conf'), fontsConfiguration(folder))
  // Another run may have been faster; what it made is the same.
  await rename(staging, folder).catch(() => rm(staging, { recursive: true, force: true }))
  return folder
}

function fontsConfiguration(folder: string): string {
  const families = ['sans-serif', 'serif', 'system-ui'].map(
    (family) => `<alias><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`,
  )
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
  ${families.join('\n  ')}
</fontconfig>
`
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => Boolean(entry[1])))
}

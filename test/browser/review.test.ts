import axe from 'axe-core'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Document, Packer, Paragraph } from 'docx'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Evidence } from '../../src/domain/record.ts'
import type { ReviewDocument } from '../../src/domain/review-api.ts'
import { lastStanding } from '../../src/web/document/standing.ts'
import {
  CountedKeyboard,
  decisionsAbout,
  killDesks,
  openDesk,
  untilSaved,
  writeRecords,
  type Ids,
  type ReviewDesk,
} from './review-desk.ts'
import { startBrowser } from './start-browser.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const sample = (name: string) => join(root, 'samples', name)
const thorough = process.env['BOCTACH_THOROUGH'] === '1'
/** Milliseconds for what takes a few hundred on a quiet machine; the first Word file starts the thread that reads it. */
const patience = 20_000
/** In full: 200 values. A fifth of them in the usual run. */
const valuesToSettle = thorough ? 200 : 40

const started = await startBrowser()
if (started.browser === null) console.warn(`The review page was not tried in a browser: ${started.reason}`)

describe.skipIf(started.browser === null)('the review page', () => {
  let browser: Browser
  let folder: string
  let ids: Ids
  let desk: ReviewDesk
  let context: BrowserContext
  let page: Page
  /** What went wrong inside the page, and what it tried to run that it may not. */
  const troubles: string[] = []

  beforeAll(async () => {
    browser = started.browser!
    folder = await mkdtemp(join(tmpdir(), 'boctach-review-'))
    const hostile = join(folder, hostileName)
    await writeFile(hostile, await hostileDocument())
    ids = await writeRecords(folder, [sample('bao-cao-so-lieu/source.pdf'), sample('quyet-dinh/source.docx'), hostile])
    desk = await openDesk(folder, [sample(''), folder])
    context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' })
    page = await context.newPage()
    page.setDefaultTimeout(patience)
    watch(page, troubles)
    await page.goto(desk.enter)
    await page.locator('.queue-table tbody tr').first().waitFor()
  })

  afterAll(async () => {
    await Promise.all([browser.close(), killDesks()])
    await rm(folder, { recursive: true, force: true })
  })

  test('opens with the most doubtful value first', async () => {
    const doubts = await page.locator('.queue-table .doubt-bar').allInnerTexts()
    expect(doubts.length).toBeGreaterThan(10)
    expect(doubts.map(Number)).toEqual(doubts.map(Number).toSorted((a, b) => b - a))
  })

  test('settles values by the keyboard alone, at no more than 1.3 keys each', async () => {
    await page.evaluate(`localStorage.setItem('boctach.doubt', '0')`)
    await page.goto(`${desk.address}/#/?doubt=0&kind=metric`)
    await page.reload()
    await page.locator('.queue-table tbody tr').first().waitFor()
    const keyboard = new CountedKeyboard(page)
    await keyboard.press('Enter')
    await page.locator('#editor').waitFor()
    let corrected = 0
    for (let settled = 0; settled < valuesToSettle; settled++) {
      if (await settleOne(page, keyboard, settled >= 20 + 40 * corrected)) corrected++
    }
    await untilSaved(page)
    const decisions = (await Promise.all([...ids.values()].map((id) => decisionsAbout(page, id)))).flat()
    expect(new Set(decisions.map(({ item }) => item)).size).toBe(valuesToSettle)
    expect(decisions.filter(({ action }) => action === 'correct')).toHaveLength(corrected)
    expect(corrected).toBeGreaterThan(0)
    expect(keyboard.presses / valuesToSettle).toBeLessThanOrEqual(1.3)
  })

  test('takes back all of it, one by one, and does it again', async () => {
    // Where the last values were settled.
    const report = /#\/d\/([^?]+)/.exec(page.url())![1]!
    const before = await decisionsAbout(page, report)
    for (let step = 0; step < 5; step++) await page.keyboard.press('z')
    await page.keyboard.press('Shift+Z')
    await untilSaved(page)
    const after = (await decisionsAbout(page, report)).slice(before.length)
    expect(after.map(({ action }) => action)).toEqual(Array.from({ length: 6 }, () => 'undo'))
    expect(after[5]!.undoes).toBe(after[4]!.seq)
  })

  test('takes back what an earlier visit did and redid, however fast, and leads back to it from another view', async () => {
    const report = ids.get('source.pdf')!
    await page.goto(`${desk.address}/#/d/${report}`)
    await page.reload()
    await page.locator('#editor').waitFor()
    const before = await decisionsAbout(page, report)
    const held = lastStanding(before, before.at(-1)!.user)!
    for (let step = 0; step < 3; step++) await page.keyboard.press('z')
    await expect
      .poll(async () => (await decisionsAbout(page, report)).length, { timeout: patience })
      .toBe(before.length + 3)
    const undone = (await decisionsAbout(page, report)).slice(before.length)
    expect(undone.map(({ action }) => action)).toEqual(['undo', 'undo', 'undo'])
    expect(undone[0]!.undoes).toBe(held.seq)
    expect(new Set(undone.map(({ item }) => item)).size).toBe(3)
    await page.keyboard.press('q')
    await page.locator('.queue-table tbody tr').first().waitFor()
    await page.keyboard.press('Shift+Z')
    await page.locator(`#editor[data-item="${undone[2]!.item}"]`).waitFor()
    await untilSaved(page)
    expect((await decisionsAbout(page, report)).at(-1)).toMatchObject({ action: 'undo', undoes: undone[2]!.seq })
    await page.locator(`.items [data-item="${undone[2]!.item}"] .status`).waitFor()
  })

  test('takes a finding’s proposal by one key, the unit with the amount', async () => {
    const report = ids.get('source.pdf')!
    const { findings } = await api<ReviewDocument>(page, `/documents/${report}`)
    const { proposed } = findings.find(({ check }) => check === 'unit.scale')!
    await page.goto(`${desk.address}/#/d/${report}?item=${proposed!.item!}`)
    await page.locator(`#editor[data-item="${proposed!.item!}"]`).waitFor()
    await page.keyboard.press('p')
    await untilSaved(page)
    const { after } = (await decisionsAbout(page, report)).findLast(({ action }) => action === 'correct')!
    expect(`${String(after.values!['value'])} ${String(after.values!['unit'])}`).toBe(proposed!.written)
    await page.keyboard.press('z')
    await untilSaved(page)
  })

  test('a key is changed by pressing another, unless that one is taken or needed, and keeps through a new visit', async () => {
    const report = ids.get('source.pdf')!
    await page.goto(`${desk.address}/#/d/${report}`)
    await page.locator('#editor').waitFor()
    await page.keyboard.press('?')
    const change = async (name: string, key: string) => {
      await page.getByRole('button', { name: `Đổi phím: ${name}` }).click()
      await page.keyboard.press(key)
      return page.locator('dialog [role="alert"]').innerText()
    }
    expect(await change('Ghi chú', 'Shift+G')).toBe('')
    expect(await change('Lịch sử', 'x')).toContain('Loại bỏ')
    expect(await change('Lịch sử', 'w')).toContain('Telex')
    expect(await change('Lịch sử', '5')).toContain('phương án')
    expect(await change('Lịch sử', 'Tab')).toContain('trình duyệt')
    expect(await change('Lịch sử', 'g')).toBe('')
    await page.locator('.key-row', { hasText: 'Ghi chú' }).getByRole('button', { name: 'Mặc định' }).click()
    expect(await page.locator('dialog [role="alert"]').innerText()).toContain('Lịch sử')
    await page.keyboard.press('Escape')
    await page.reload()
    await page.locator('#editor').waitFor()
    await page.keyboard.press('g')
    await page.locator('dialog[open]', { hasText: 'Lịch sử' }).waitFor()
    await page.keyboard.press('Escape')
    await page.evaluate(`localStorage.removeItem('boctach.keys')`)
    await page.reload()
  })

  test('pages that come late take nobody out of what they have begun to type', async () => {
    const slow = await context.newPage()
    slow.setDefaultTimeout(patience)
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await slow.route('**/source', async (route) => {
      await held
      await route.continue()
    })
    await slow.goto(`${desk.address}/#/d/${ids.get('source.pdf')!}`)
    await slow.locator('#editor').waitFor()
    const before = await slow.locator('#editor').getAttribute('data-item')
    await slow.keyboard.press('s')
    await slow.keyboard.type('1')
    release()
    await slow.locator('.sheet canvas').first().waitFor()
    await slow.keyboard.type('x')
    expect(await slow.locator('#editor').getAttribute('data-item')).toBe(before)
    expect(await slow.evaluate('document.activeElement.value')).toBe('1x')
    await slow.close()
  })

  test('a document whose answer comes late does not take the place of the one gone on to', async () => {
    const [late, next] = [ids.get('source.pdf')!, ids.get('source.docx')!]
    const slow = await context.newPage()
    slow.setDefaultTimeout(patience)
    await slow.route(`**/documents/${late}`, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      await route.continue()
    })
    await slow.goto(`${desk.address}/#/d/${late}`)
    await slow.locator('header.bar').waitFor()
    const answered = slow.waitForResponse(`**/documents/${late}`)
    await slow.evaluate(`location.hash = '#/d/${next}'`)
    await slow.locator('.flow').waitFor()
    await answered
    await slow.waitForTimeout(300)
    expect(await slow.locator('.flow').isVisible()).toBe(true)
    await slow.close()
  })

  test('a comment is typed at once after its key, kept, and stands with its value', async () => {
    const report = ids.get('source.pdf')!
    await page.goto(`${desk.address}/#/d/${report}`)
    await page.locator('#editor').waitFor()
    const before = await page.locator('#editor').getAttribute('data-item')
    await page.keyboard.press('g')
    await page.keyboard.type('hỏi lại xã 2 lần')
    await page.keyboard.press('Control+Enter')
    await page.locator('.remarks', { hasText: 'hỏi lại xã 2 lần' }).waitFor()
    expect(await page.locator('#editor').getAttribute('data-item')).toBe(before)
    expect((await decisionsAbout(page, report)).at(-1)).toMatchObject({
      action: 'comment',
      item: before,
      why: 'hỏi lại xã 2 lần',
    })
  })

  test.each([
    ['drawn box', 'source.pdf', drawAround],
    ['selection', 'source.docx', selectInFlow],
    ['few words typed', 'source.docx', typeWords],
  ] as const)('a missed value is added by a %s', async (_, name, point) => {
    const id = ids.get(name)!
    await page.goto(`${desk.address}/#/d/${id}`)
    await page
      .locator(name.endsWith('pdf') ? '.sheet canvas' : '.flow')
      .first()
      .waitFor()
    const words = 'Độc lập - Tự do - Hạnh phúc'
    const { record } = await api<ReviewDocument>(page, `/documents/${id}`)
    const start = record.text.indexOf(words)
    await page.keyboard.press('t')
    await point(page, { id, words, start })
    const dialog = page.locator('dialog[open]')
    await dialog.locator('mark', { hasText: words }).waitFor()
    await dialog.locator('select').first().selectOption('recipient')
    await dialog.locator('.form-fields input').first().press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.locator('.items [aria-current="true"] .status.added').waitFor()
    await untilSaved(page)
    const added = (await decisionsAbout(page, id)).at(-1)!
    expect(added).toMatchObject({ action: 'add', kind: 'recipient', after: { values: { value: words } } })
    expect(added.evidence).toMatchObject([{ start, end: start + words.length }])
    expect(added.evidence[0]!.boxes.length > 0).toBe(name.endsWith('pdf'))
  })

  test('words that stand in several places are gone through by the arrows, and the one in view is the one added', async () => {
    await page.goto(`${desk.address}/#/d/${ids.get('source.docx')!}`)
    await page.locator('.flow').waitFor()
    await page.keyboard.press('t')
    await page.keyboard.type('ủy ban nhân dân')
    await page.locator('.add-bar', { hasText: /chỗ \d+\/\d+/ }).waitFor()
    const before = await page.locator('.add-bar').innerText()
    await page.keyboard.press('ArrowDown')
    await page.locator('.document .mark.active, .document .piece.active').first().waitFor()
    expect(await page.locator('.add-bar').innerText()).not.toBe(before)
    await page.keyboard.press('Enter')
    await page.locator('dialog[open] select').first().waitFor()
    await page.keyboard.press('Escape')
    await page.locator('dialog[open]').waitFor({ state: 'detached' })
    await page.locator('.add-bar').waitFor({ state: 'detached' })
  })

  test.each([
    ['queue', '#/', '.queue-table'],
    ['document', null, '#editor'],
    ['grid', '#/grid?kind=date&doubt=0', '.grid-cell'],
    ['dashboard', '#/dashboard', '.panels'],
    ['users', '#/users', '.users table'],
  ])('has no serious violation of WCAG 2.2 AA in the %s, light and dark', async (_, hash, ready) => {
    await page.goto(desk.address + (hash ?? `/#/d/${ids.get('source.pdf')!}`))
    await page.locator(ready).first().waitFor()
    const found: string[] = []
    for (const theme of ['light', 'dark']) {
      await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
      found.push(...(await violationsOf(page)).map((one) => `${theme}: ${one}`))
    }
    expect(found).toEqual([])
  })

  test.each(['cmaps/UniJIS-UCS2-H.bcmap', 'standard_fonts/FoxitSerif.pfb', 'wasm/openjpeg.wasm'])(
    'PDF.js finds %s',
    async (file) => {
      const answer = await page.request.get(`${desk.address}/pdfjs/${file}`)
      expect(answer.status()).toBe(200)
      expect((await answer.body()).byteLength).toBeGreaterThan(100)
    },
  )

  test('a search over all texts opens the document at the place', async () => {
    await page.goto(`${desk.address}/#/`)
    await page.locator('#document-search').fill('uy ban nhan dan')
    await page.locator('#document-search').press('Enter')
    const place = page.locator('.found-place').first()
    await place.waitFor()
    expect(await violationsOf(page)).toEqual([])
    const marked = await place.locator('mark').first().innerText()
    expect(marked.toLowerCase()).toBe('ủy ban nhân dân')
    await place.click()
    await page.locator('.document .mark.active').first().waitFor()
    expect(page.url()).toMatch(/[?]at=\d+-\d+$/)
  })

  test('runs nothing that a document says', async () => {
    await page.goto(`${desk.address}/#/d/${ids.get(hostileName)!}`)
    await page.locator('.flow').waitFor()
    expect(await page.locator('.flow').innerText()).toContain('<script>')
    await page.goto(`${desk.address}/#/grid?kind=reference&doubt=0`)
    await page.locator('.grid-cell').first().waitFor()
    await page.goto(`${desk.address}/#/?doubt=0&kind=reference`)
    await page.locator('.queue-table tbody tr').first().waitFor()
    expect(await page.locator('main').innerText()).toContain(hostileName)
    expect(await page.evaluate('window.ran')).toBeUndefined()
    expect(troubles).toEqual([])
  })

  test('two browsers on one document lose nothing', async () => {
    await addReviewer(page, desk.address)
    const other = await browser.newContext({ viewport: { width: 1366, height: 768 } })
    // Every open value is a doubtful one, so that nobody leaves the document for the next.
    await other.addInitScript(`localStorage.setItem('boctach.doubt', '0')`)
    const second = await other.newPage()
    second.setDefaultTimeout(patience)
    const decree = ids.get('source.docx')!
    const hash = `/#/d/${decree}`
    await page.goto(desk.address + hash)
    await page.locator('#editor').waitFor()
    await second.goto(desk.address)
    await second.getByLabel('Tên đăng nhập').fill(reviewer.name)
    await second.getByLabel('Mật khẩu').fill(reviewer.password)
    await second.keyboard.press('Enter')
    await second.locator('.queue-table').waitFor()
    await second.goto(desk.address + hash)
    await second.getByText('đang xử lý văn bản này').waitFor()

    await page.keyboard.press('Enter')
    await untilSaved(page)
    const first = (await decisionsAbout(page, decree)).at(-1)!
    await second.getByRole('button', { name: 'Nhận lại văn bản' }).click()
    await second.getByText('đang xử lý văn bản này').waitFor({ state: 'detached' })
    // The first one's decision is there, and the value after it is the one in hand.
    await second.locator(`.items [data-item="${first.item}"] .status.accepted`).waitFor()
    await second.locator(`#editor:not([data-item="${first.item}"])`).waitFor()
    await second.keyboard.press('Enter')
    await untilSaved(second)
    const last = (await decisionsAbout(page, decree)).at(-1)!
    expect(last).toMatchObject({ user: reviewer.name, action: 'accept' })
    expect(last.item).not.toBe(first.item)
    // Without the lease nothing is decided, and the page says so instead of losing it.
    await page.locator('.notice', { hasText: 'đang xử lý văn bản này' }).waitFor({ timeout: 20_000 })
    await page.locator(`.items [data-item="${last.item}"] .status.accepted`).waitFor()
    await other.close()
  })

  test('a killed server loses no settled value', async () => {
    const own = await mkdtemp(join(tmpdir(), 'boctach-killed-'))
    const decree = ids.get('source.docx')!
    await mkdir(join(own, 'records'))
    await copyFile(join(folder, 'records', `${decree}.json`), join(own, 'records', `${decree}.json`))
    const first = await openDesk(own, [sample('')])
    const victim = await context.newPage()
    victim.setDefaultTimeout(patience)
    await victim.goto(first.enter)
    await victim.evaluate(`localStorage.setItem('boctach.doubt', '0')`)
    await victim.goto(`${first.address}/#/?doubt=0`)
    await victim.reload()
    await victim.locator('.queue-table tbody tr').first().waitFor()
    await victim.keyboard.press('Enter')
    await victim.locator('#editor').waitFor()
    await victim.keyboard.press('Enter')
    await victim.keyboard.press('Enter')
    await first.kill()
    await victim.keyboard.press('Enter')
    await victim.keyboard.press('Enter')
    await victim.locator('.saving.trouble').waitFor()
    const second = await openDesk(own, [sample('')], Number(new URL(first.address).port))
    await untilSaved(victim)
    const kept = await decisionsAbout(victim, decree)
    expect(kept.map(({ action }) => action)).toEqual(['accept', 'accept', 'accept', 'accept'])
    expect(new Set(kept.map(({ item }) => item)).size).toBe(4)
    await victim.close()
    await second.kill()
    await rm(own, { recursive: true, force: true })
  })
})

const hostileName = `"><img src=x onerror="window.ran='name'">.docx`.replaceAll('/', '')

/** Accepts, but where a figure is `due` for it corrects: four keys instead of one. Says whether it did. */
async function settleOne(page: Page, keyboard: CountedKeyboard, due: boolean): Promise<boolean> {
  const before = await page.locator('#editor').getAttribute('data-item')
  const correct = due && before?.startsWith('metric-') === true
  if (correct) {
    await keyboard.press('s')
    await keyboard.type('17')
  }
  await keyboard.press('Enter')
  await page.waitForFunction(`document.querySelector('#editor')?.dataset.item !== ${JSON.stringify(before)}`)
  return correct
}

interface Missed {
  /** Of the document. */
  readonly id: string
  readonly words: string
  readonly start: number
}

async function drawAround(page: Page, { id, words, start }: Missed): Promise<void> {
  const place = await api<Evidence>(page, `/documents/${id}/place?start=${start}&end=${start + words.length}`)
  const [box] = place.boxes
  await page.evaluate(`document.querySelector('.desk').scrollTo(0, 0)`)
  const sheet = (await page.locator(`.sheet[data-page="${box!.page}"]`).boundingBox())!
  const scale = sheet.width / a4Width
  const [left, top] = [sheet.x + box!.x * scale, sheet.y + box!.y * scale]
  await page.mouse.move(left - 2, top - 2)
  await page.mouse.down()
  await page.mouse.move(left + box!.width * scale + 2, top + box!.height * scale + 2, { steps: 3 })
  await page.mouse.up()
}

/** From the middle of the first word to the middle of the last. */
async function selectInFlow(page: Page, { words }: Missed): Promise<void> {
  const piece = page.locator('.piece', { hasText: words }).first()
  await piece.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await piece.boundingBox())!
  await page.mouse.move(x + 12, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width - 12, y + height / 2, { steps: 3 })
  await page.mouse.up()
}

async function typeWords(page: Page, { words }: Missed): Promise<void> {
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
}

/** Points. */
const a4Width = 595.28

async function api<T>(page: Page, path: string): Promise<T> {
  const answer = await page.request.get(`${new URL(page.url()).origin}/api/review${path}`)
  return (await answer.json()) as T
}

function watch(page: Page, troubles: string[]): void {
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text())
  })
}

async function hostileDocument(): Promise<Buffer> {
  const lines = [
    '<script>window.ran = "script"</script>',
    `Thực hiện Kế hoạch số 12/KH-UBND ngày 03/4/2024 của <img src=x onerror="window.ran='image'"> UBND tỉnh`,
    'đã giải quyết 296/298 hồ sơ <a href="javascript:window.ran=1">tại đây</a> đạt 99,33%.',
  ]
  return Packer.toBuffer(new Document({ sections: [{ children: lines.map((line) => new Paragraph(line)) }] }))
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Serious and critical findings of axe, with where they are. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<axe.AxeResults>(
    `axe.run(document, { runOnly: ${JSON.stringify(wcag)}, resultTypes: ['violations'], elementRef: false })`,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id} at ${nodes
          .map(({ target }) => target.join(' '))
          .slice(0, 3)
          .join(', ')}`,
    )
}

const reviewer = { name: 'lan', password: 'mat-khau-that-dai' }

async function addReviewer(page: Page, address: string): Promise<void> {
  const answer = await page.request.post(`${address}/api/review/users`, {
    headers: { 'x-boctach': 'review' },
    data: { ...reviewer, fullName: 'Nguyễn Thị Lan', role: 'reviewer' },
  })
  expect(answer.status()).toBeLessThan(300)
}

import { readFileSync } from 'node:fs'
import JSZip from 'jszip'
import { SaxesParser } from 'saxes'

/** Something with paragraphs and tables in it: a body, a cell, a note, a text box. */
interface Place {
  readonly path: string
  /** How many of each kind of child were met: p, table, row, cell, textbox, note. */
  readonly met: Map<string, number>
  text: string
}

const stories = { 'word/document.xml': 'body', 'word/footnotes.xml': 'footnotes' } as const
const placeNames: Readonly<Record<string, string>> = {
  'w:p': 'p',
  'w:tbl': 'table',
  'w:tr': 'row',
  'w:tc': 'cell',
  'w:txbxContent': 'textbox',
  'w:footnote': 'note',
}

/** Path → the text it names, spaces removed; read from the package by a way of its own. Automatic numbers are not in it. */
export async function readDocxPlaces(path: string): Promise<ReadonlyMap<string, string>> {
  const zip = await JSZip.loadAsync(readFileSync(path))
  const texts = new Map<string, string>()
  for (const [part, root] of Object.entries(stories))
    for (const [place, text] of readStory(await zip.file(part)!.async('string'), root)) texts.set(place, text)
  return texts
}

function readStory(xml: string, root: string): Map<string, string> {
  const texts = new Map<string, string>()
  const open: Place[] = [{ path: root, met: new Map(), text: '' }]
  let ignored = 0
  let inText = false
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    if (ignored > 0 || isIgnored(name, attributes['w:type'])) ignored++
    if (ignored > 0) return
    inText = name === 'w:t'
    const kind = placeNames[name]
    if (kind === undefined) return
    const around = open.at(-1)!
    const index = (around.met.get(kind) ?? 0) + 1
    around.met.set(kind, index)
    open.push({ path: `${around.path}/${kind}[${index}]`, met: new Map(), text: '' })
  })
  parser.on('text', (text) => {
    if (inText && ignored === 0) for (const place of open) place.text += text
  })
  parser.on('closetag', ({ name }) => {
    inText = false
    if (ignored > 0) {
      ignored--
      return
    }
    if (placeNames[name] === undefined) return
    const { path, text } = open.pop()!
    texts.set(path, text.normalize('NFC').replace(/\s/gu, ''))
  })
  parser.write(xml).close()
  return texts
}

/** The second drawing of a text box, and the lines that set notes off, which are notes to Word. */
function isIgnored(name: string, type: string | undefined): boolean {
  return name === 'mc:Fallback' || (name === 'w:footnote' && type !== undefined && type !== 'normal')
}

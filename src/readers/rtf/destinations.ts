import type { Role } from '../../domain/document.ts'
import type { Block } from '../flow/blocks.ts'
import { pageNumberField } from '../flow/fields.ts'
import { bulletText } from '../flow/list-counter.ts'
import { replacePrivateUse } from '../flow/symbols.ts'
import type { Margin } from './contents.ts'
import type { Interpreter } from './interpreter.ts'
import { plainParagraph, plainRun, silent, type Destination, type State } from './state.ts'
import { Story } from './story.ts'

type Act = (reader: Interpreter, parameter: number | null) => void

/** Longer instructions and labels are lies. */
const maxInstruction = 4096
const maxLabel = 255

/** Groups without text of the document, as far as they are not marked with \* anyway. */
export const skippedDestinations = [
  ...[
    'info',
    'filetbl',
    'revtbl',
    'rsidtbl',
    'nonshppict',
    'nonesttables',
    'objdata',
    'objclass',
    'objname',
    'objalias',
  ],
  ...['ftnsep', 'ftnsepc', 'ftncn', 'aftnsep', 'aftnsepc', 'aftncn', 'xe', 'rxe', 'tc', 'tcn', 'txe', 'bkmkstart'],
  ...['bkmkend', 'atnid', 'atnauthor', 'atntime', 'atnicn', 'atnref', 'atndate', 'atnparent', 'atrfstart', 'atrfend'],
  ...['template', 'formfield', 'datafield', 'fldtype', 'panose', 'fname', 'fontemb', 'levelnumbers', 'listname'],
  ...['liststylename', 'listpicture', 'themedata', 'colorschememapping', 'latentstyles', 'datastore', 'shprslt'],
  ...['pnseclvl', 'pgdsctbl', 'private', 'mmathpict', 'mctrlpr', 'mrpr', 'mfpr', 'mdpr', 'mssuppr', 'mssubpr'],
  ...['mssubsuppr', 'msprepr', 'mnarypr', 'mradpr', 'mfuncpr', 'mlimlowpr', 'mlimupppr', 'mmpr', 'maccpr', 'mbarpr'],
  ...['mboxpr', 'mborderboxpr', 'meqarrpr', 'mgroupchrpr', 'mphantpr', 'mmathpr', 'momathparapr'],
]

/** Groups whose own text is text of where they stand. */
const transparent = ['shppict', 'result', 'ud', 'shp', 'shpgrp', 'shpinst', 'do', 'mmath', 'momath', 'momathpara']

function collecting(limit: number, take: (text: string, state: State) => void, end?: Destination['end']): Destination {
  let length = 0
  const text = (piece: string, state: State) => {
    if (length < limit) take(piece.slice(0, limit - length), state)
    length += piece.length
  }
  return end ? { text, end } : { text }
}

/** A story of its own in this group. Where nothing of the document is shown, the group is not either. */
function beginStory(reader: Interpreter, make: (around: Story) => Story): void {
  const { story, state } = reader
  if (!story || state.run.deleted || state.run.hidden) return reader.skipGroup()
  state.begin(make(story))
  state.run = plainRun
  state.paragraph = plainParagraph
  state.field = null
}

function newStory({ contents }: Interpreter, role: Role, path: string, blocks: Block[]): Story {
  return new Story(contents, role, path, (block) => void blocks.push(block))
}

function margin(kind: Margin['kind'], pages: Margin['pages']): Act {
  return (reader) =>
    beginStory(reader, () => {
      const { contents } = reader
      const blocks: Block[] = []
      contents.margins.push({ kind, pages, section: contents.section, blocks })
      return newStory(reader, `page-${kind}`, `${kind}[${++contents.counts[kind]}]`, blocks)
    })
}

function note(reader: Interpreter): void {
  const kind = reader.tokens.ahead('\\ftnalt') ? 'endnotes' : 'footnotes'
  beginStory(reader, () =>
    newStory(reader, 'footnote', `${kind}/note[${++reader.contents.counts[kind]}]`, reader.contents[kind]),
  )
}

function comment(reader: Interpreter): void {
  const { contents } = reader
  beginStory(reader, () =>
    newStory(reader, 'comment', `comments/comment[${++contents.counts.comments}]`, contents.comments),
  )
}

function textBox(reader: Interpreter): void {
  beginStory(reader, (around) => around.textBox(reader.state, reader.contents.textBoxes))
}

/** {\sp{\sn name}{\sv value}} of a drawn object: its text if it is WordArt. */
class ShapeProperty implements Destination {
  #name = ''
  #value = ''
  readonly name = collecting(maxLabel, (text) => void (this.#name += text))
  readonly value = collecting(maxLabel, (text) => void (this.#value += text))
  readonly #story: Story
  readonly #boxes: Block[]

  constructor(story: Story, boxes: Block[]) {
    this.#story = story
    this.#boxes = boxes
  }

  text(): void {
    // Between its two parts stands nothing.
  }

  end(_: State, outer: State): void {
    if (this.#name === 'gtextUNICODE' && this.#value !== '') this.#story.drawnText(this.#value, outer, this.#boxes)
  }
}

function shapeProperty(reader: Interpreter): void {
  const { story, state, contents } = reader
  if (story) state.begin(new ShapeProperty(story, contents.textBoxes))
  else reader.skipGroup()
}

function shapePart(part: 'name' | 'value'): Act {
  return (reader) => {
    const { destination } = reader.state
    if (destination instanceof ShapeProperty) reader.state.begin(destination[part])
    else reader.skipGroup()
  }
}

/** {\listtext}, {\pntext}: the number as its writer showed it, then a tab or nothing. */
function writtenLabel(reader: Interpreter): void {
  const { story, state, contents } = reader
  if (!story) return reader.skipGroup()
  let raw = ''
  let font = ''
  const take = (text: string, { run }: State) => {
    raw += text
    if (text.trim() !== '') font = contents.fonts.look(run).highAnsi
  }
  state.run = plainRun
  state.begin(
    collecting(maxLabel, take, () => {
      const text = replacePrivateUse(raw.trim(), font)
      const label = /\d/.test(text) ? text : bulletText({ text: raw.trim(), font, pictured: false })
      if (label !== '') story.writtenLabel({ text: label, glued: raw === raw.trimEnd() })
    }),
  )
}

function oldNumber({ state, contents }: Interpreter): void {
  const number = contents.oldNumbers.begin()
  const end = (_: State, outer: State) => void (outer.paragraph = { ...outer.paragraph, oldNumber: { ...number } })
  state.begin({ ...silent, end })
}

function oldNumberText(part: 'before' | 'after'): Act {
  return ({ state, contents }) =>
    state.begin(collecting(maxLabel, (text) => contents.oldNumbers.change((number) => void (number[part] += text))))
}

function field({ state }: Interpreter): void {
  state.field = { instruction: '', shown: false }
  state.beganField = true
}

function instruction(reader: Interpreter): void {
  const { state } = reader
  const { field } = state
  if (field) state.begin(collecting(maxInstruction, (text) => void (field.instruction += text)))
  else reader.skipGroup()
}

/** What a field shows; in headers and footers not the number of the page. */
function result(reader: Interpreter): void {
  const { state, story } = reader
  if (story?.inMargin && state.field && pageNumberField.test(state.field.instruction)) reader.skipGroup()
}

function picture(reader: Interpreter): void {
  reader.contents.images++
  reader.skipGroup()
}

function definition(begin: (reader: Interpreter) => Destination): Act {
  return (reader) => {
    reader.state.run = plainRun
    reader.state.paragraph = plainParagraph
    reader.state.begin(begin(reader))
  }
}

const tables: Readonly<Record<string, Act>> = {
  fonttbl: definition(({ contents }) => contents.fonts),
  falt: ({ state, contents }) => state.begin(contents.fonts.alternative),
  colortbl: definition(({ contents }) => contents.colors),
  stylesheet: definition(({ contents }) => contents.styles),
  listtable: definition(() => silent),
  list: definition(({ contents }) => contents.lists.definition),
  listlevel: definition(({ contents }) => contents.lists.beginLevel()),
  leveltext: definition(({ contents }) => contents.lists.levelText),
  listoverridetable: definition(() => silent),
  listoverride: definition(({ contents }) => contents.lists.beginOverride()),
  lfolevel: definition(({ contents }) => contents.lists.beginOverrideLevel()),
}

/** Groups whose text is not simply text of where they stand. */
export const destinations: Readonly<Record<string, Act>> = {
  ...Object.fromEntries(transparent.map((name): [string, Act] => [name, () => undefined])),
  ...tables,
  header: margin('header', 'all'),
  headerr: margin('header', 'all'),
  headerl: margin('header', 'left'),
  headerf: margin('header', 'first'),
  footer: margin('footer', 'all'),
  footerr: margin('footer', 'all'),
  footerl: margin('footer', 'left'),
  footerf: margin('footer', 'first'),
  footnote: note,
  annotation: comment,
  shptxt: textBox,
  dptxbxtext: textBox,
  sp: shapeProperty,
  sn: shapePart('name'),
  sv: shapePart('value'),
  listtext: writtenLabel,
  pntext: writtenLabel,
  pn: oldNumber,
  pntxtb: oldNumberText('before'),
  pntxta: oldNumberText('after'),
  field,
  fldinst: instruction,
  fldrslt: result,
  pict: picture,
  object: ({ contents }) => contents.notices.add('embedded-document'),
  upr: ({ state }) => void (state.twoForms = true),
  nesttableprops: ({ state }) => void (state.nestedRow = true),
}

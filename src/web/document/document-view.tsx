import { useEffect, useState } from 'preact/hooks'
import type { Recognised } from '../../domain/review-api.ts'
import type { BoxOnPage } from '../../domain/record.ts'
import { claimKeys } from '../keys/listen.ts'
import { FlowPane } from '../pages/flow-pane.tsx'
import type { Mark } from '../pages/marks.ts'
import { PagePane } from '../pages/page-pane.tsx'
import { ZoomBar } from '../pages/zoom-bar.tsx'
import { zoomFit, zoomIn, zoomOut } from '../pages/zoom.ts'
import { goTo } from '../route.ts'
import { post, Refusal } from '../talk/ask.ts'
import { session } from '../talk/session.ts'
import { tell, tellTrouble, sayTrouble } from '../talk/toast.ts'
import { say } from '../words/speak.ts'
import { AcceptAboveDialog } from './accept-above-dialog.tsx'
import { AddBar } from './add-bar.tsx'
import { AddDialog, type Found } from './add-dialog.tsx'
import { CommentDialog } from './comment-dialog.tsx'
import { isDoubtful, isOpen } from './doubt.ts'
import { DocumentHead } from './document-head.tsx'
import { focusEditor, focusInput, offerEditor } from './focus.ts'
import { HistoryDialog } from './history-dialog.tsx'
import { ItemEditor } from './item-editor.tsx'
import { ItemList } from './item-list.tsx'
import { markLesson } from './learn.tsx'
import { commitActive, mayDecide, pick, settleActive, step, takeDigit, takeProposal } from './moves.ts'
import { leaveForNext, prepareNext } from './next-document.ts'
import { active, activeId, items, opened, place, showDocument, showPlace, sight } from './opened.ts'
import { neighbourGroup, nextDoubtful, showAll } from './order.ts'
import { stayCurrent } from './stay-current.ts'

type Asking = 'comment' | 'accept-above' | 'history' | 'add' | null

interface Props {
  readonly id: string
  readonly item: string | null
  /** A place in the text to open it at: 'start-end'. */
  readonly at: string | null
}

/** One document: its pages left, what was found in it right. */
export function DocumentView({ id, item, at }: Props) {
  const [asking, setAsking] = useState<Asking>(null)
  const [drawing, setDrawing] = useState(false)
  const [found, setFound] = useState<Found | null>(null)
  const [trouble, setTrouble] = useState<unknown>(null)

  useEffect(() => {
    let left = false
    let leave = () => {}
    setTrouble(null)
    showDocument(id, item)
      .then(() => {
        if (left) return
        leave = stayCurrent(id)
        if (at !== null) showPlace(id, at).catch(tellTrouble)
        // The pages may come long after the values.
        offerEditor()
        void prepareNext().catch(() => undefined)
      })
      .catch((error: unknown) => {
        tellTrouble(error)
        setTrouble(error)
      })
    return () => {
      left = true
      leave()
    }
  }, [id])

  useEffect(() => {
    if (opened.value?.document.id === id && item !== null) pick(item)
  }, [item])

  useEffect(
    () =>
      claimKeys('document', {
        ...documentCommands,
        comment: () => mayDecide() && setAsking('comment'),
        'accept-above': () => mayDecide() && setAsking('accept-above'),
        history: () => setAsking('history'),
        add: () => setDrawing((on) => !on && mayDecide()),
        digit: takeDigit,
      }),
    [],
  )

  const shownDocument = opened.value
  if (trouble !== null) {
    return (
      <div class="centred">
        <p class="notice doubt">{sayTrouble(trouble)}</p>
        <button type="button" onClick={() => goTo([])}>
          {say('command.to-queue')}
        </button>
        {trouble instanceof Refusal && trouble.code === 'closed' && session.value?.user?.role === 'administrator' && (
          <button type="button" onClick={() => goTo(['users'])}>
            {say('access.title')}
          </button>
        )}
      </div>
    )
  }
  if (shownDocument === null || shownDocument.document.id !== id) return <div class="centred">{say('loading')}</div>
  const close = () => {
    setAsking(null)
    focusEditor()
  }
  const offer = (one: Found) => {
    setDrawing(false)
    setFound(one)
  }
  return (
    <div class="document">
      <div class="left">
        {drawing && <AddBar text={shownDocument.record.text} onFound={offer} onClose={() => setDrawing(false)} />}
        <Sight drawing={drawing} onFound={offer} />
        <ZoomBar />
      </div>
      <div class="right">
        <DocumentHead document={shownDocument} />
        {active.value && (
          <ItemEditor
            item={active.value}
            onComment={() => mayDecide() && setAsking('comment')}
            onEdit={documentCommands.edit}
          />
        )}
        <ItemList onPick={pick} />
      </div>
      {asking === 'comment' && active.value && <CommentDialog item={active.value} onClose={close} />}
      {asking === 'accept-above' && <AcceptAboveDialog onClose={close} />}
      {asking === 'history' && <HistoryDialog document={id} onClose={close} />}
      {found && <AddDialog found={found} onClose={() => setFound(null)} />}
    </div>
  )
}

const documentCommands = {
  accept: commitActive,
  edit: () => mayDecide() && focusInput(doubtfulField()),
  proposal: takeProposal,
  reject: () => settleActive('reject'),
  absent: () => settleActive('not-in-document'),
  unreadable: () => settleActive('unreadable'),
  'next-doubtful': () => pick(nextDoubtful()),
  'previous-doubtful': () => pick(nextDoubtful(-1)),
  'next-item': () => step(1),
  'previous-item': () => step(-1),
  'next-group': () => pick(neighbourGroup(1)),
  'previous-group': () => pick(neighbourGroup(-1)),
  'next-document': leaveForNext,
  'learn-rule': () => markLesson('rule-example'),
  'learn-gold': () => markLesson('gold'),
  'all-items': () => void (showAll.value = !showAll.value),
  'zoom-in': zoomIn,
  'zoom-out': zoomOut,
  'zoom-fit': zoomFit,
  'page-next': () => turnPage(1),
  'page-previous': () => turnPage(-1),
} as const

/** Where to begin typing: the value a candidate is offered for, else the first. */
function doubtfulField(): string | undefined {
  const item = active.value
  if (item?.kind === 'form-row') {
    const held = item.state.values ?? item.extracted ?? {}
    const cells = Array.isArray(held['cells']) ? held['cells'] : []
    const figure = cells.findLastIndex((cell) => cell !== null && /^[\d.,\s%-]+$/.test(cell))
    return figure > 0 ? `cells.${figure}` : undefined
  }
  return item?.candidates.find(({ from }) => from !== 'extracted')?.key
}

function turnPage(by: 1 | -1): void {
  const desk = document.querySelector('.desk')
  if (desk !== null) desk.scrollTop += by * desk.clientHeight * 0.9
}

function Sight({ drawing, onFound }: { readonly drawing: boolean; readonly onFound: (found: Found) => void }) {
  const shown = sight.value
  const text = opened.value?.record.text ?? ''
  if (shown === null) return <div class="desk centred">{say('loading')}</div>
  if (shown.form === 'none') return <div class="desk centred">{shown.why ?? say('pages.none')}</div>
  const shared = { marks: marks(), active: place.value === null ? activeId.value : placeMark, onPick: pick }
  if (shown.form === 'flow') {
    return (
      <FlowPane
        {...shared}
        text={text}
        blocks={shown.flow.blocks}
        onSelected={(start, end) => {
          if (!drawing) return
          const words = wholeWords(text, start, end)
          const evidence = { ...words, page: null, boxes: [], path: null }
          onFound({ text: text.slice(words.start, words.end), evidence, confidence: null })
        }}
      />
    )
  }
  return <PagePane {...shared} source={shown.source} sizes={shown.sizes} drawing={drawing} onDrawn={readBox(onFound)} />
}

/** A selection without the spaces around it, letters of a word that was not hit exactly added. */
function wholeWords(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const selected = text.slice(start, end)
  let from = start + selected.length - selected.trimStart().length
  let to = end - (selected.length - selected.trimEnd().length)
  const inWord = (at: number) => /^[\p{L}\p{M}\p{N}]{2}$/u.test(text.slice(at - 1, at + 1))
  while (inWord(from)) from--
  while (inWord(to)) to++
  return { start: from, end: to }
}

/** What stands in a drawn box: from the text layer, or recognised by the server. */
function readBox(onFound: (found: Found) => void) {
  return (box: BoxOnPage) => {
    const id = opened.value?.document.id ?? ''
    tell(say('recognising'))
    post<Recognised>(`/documents/${id}/recognise`, { box })
      .then(({ text, evidence, engine, confidence }) =>
        onFound({ text, evidence, confidence: engine === null ? null : confidence }),
      )
      .catch(tellTrouble)
  }
}

const placeMark = 'place'

function marks(): Mark[] {
  const sought: readonly Mark[] =
    place.value === null ? [] : [{ id: placeMark, evidence: [place.value.evidence], tone: 'doubt' }]
  const found = items.value.map((item): Mark => ({
    id: item.id,
    evidence: item.evidence,
    tone: isDoubtful(item) ? 'doubt' : isOpen(item) ? 'open' : 'settled',
  }))
  return [...found, ...sought]
}

import type { LessonPurpose, ReviewItem } from '../../domain/review-api.ts'
import { KeyCap } from '../parts/key-cap.tsx'
import { post } from '../talk/ask.ts'
import { untilSent } from '../talk/outbox.ts'
import { tell, tellTrouble } from '../talk/toast.ts'
import { say } from '../words/speak.ts'
import { lastDecided } from './decide.ts'
import { isOpen } from './doubt.ts'
import { nameOf } from './item-words.ts'
import { active, opened } from './opened.ts'

/** By one key: the value in hand if it is settled, else the one that was settled last. */
export function markLesson(as: LessonPurpose): void {
  const own = active.value
  const here = opened.value?.document.id
  if (own !== null && here !== undefined && isTeachable(own)) return switchLesson(own, as)
  const last = lastDecided()
  if (last === null || !isTeachable(last.item)) return tell(say('learn.nothing'))
  switchLesson(last.item, as, last.document)
}

function isTeachable(item: ReviewItem): boolean {
  return item.kind !== 'finding' && !isOpen(item)
}

function isMarked(item: string, as: LessonPurpose): boolean {
  return opened.value?.lessons.some((one) => one.item === item && one.as === as) === true
}

/** Shown at once; sent when the decision itself is there. Of a document no longer in hand it is marked, not unmarked. */
export function switchLesson(
  item: Pick<ReviewItem, 'id' | 'kind' | 'slot'>,
  as: LessonPurpose,
  document = opened.value?.document.id,
): void {
  if (document === undefined) return
  const on = document !== opened.value?.document.id || !isMarked(item.id, as)
  show(document, item.id, as, on)
  untilSent()
    .then(() => post('/examples', { document, item: item.id, as, on }))
    .then(() => tell(say(on ? `learn.kept.${as}` : 'learn.dropped', { name: nameOf(item) })))
    .catch((error: unknown) => {
      show(document, item.id, as, !on)
      tellTrouble(error)
    })
}

function show(document: string, item: string, as: LessonPurpose, on: boolean): void {
  const here = opened.value
  if (here?.document.id !== document) return
  const others = here.lessons.filter((one) => one.item !== item || one.as !== as)
  opened.value = { ...here, lessons: on ? [...others, { item, as }] : others }
}

/** Two switches, for what is settled. */
export function Lessons({ item }: { readonly item: ReviewItem }) {
  if (!isTeachable(item)) return null
  return (
    <div class="learn small" role="group" aria-label={say('learn.title')}>
      <span class="soft">{say('learn.title')}</span>
      <button
        type="button"
        class="quiet small"
        aria-pressed={isMarked(item.id, 'rule-example')}
        onClick={() => switchLesson(item, 'rule-example')}
      >
        <KeyCap of="learn-rule" /> {say('learn.rule')}
      </button>
      <button
        type="button"
        class="quiet small"
        aria-pressed={isMarked(item.id, 'gold')}
        onClick={() => switchLesson(item, 'gold')}
      >
        <KeyCap of="learn-gold" /> {say('learn.gold')}
      </button>
    </div>
  )
}

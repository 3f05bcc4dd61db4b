import { useEffect, useState } from 'preact/hooks'
import type { Decision } from '../../domain/decision.ts'
import { Dialog } from '../parts/dialog.tsx'
import { get } from '../talk/ask.ts'
import { tellTrouble } from '../talk/toast.ts'
import { say, sayCode, sayTime } from '../words/speak.ts'
import { nameOf, shownValue } from './item-words.ts'
import { switchLesson } from './learn.tsx'
import { pick } from './moves.ts'

const teaching: ReadonlySet<Decision['action']> = new Set(['correct', 'reject', 'not-in-document', 'add'])

interface Props {
  readonly document: string
  readonly onClose: () => void
}

/** The decisions about a document, the newest first. */
export function HistoryDialog({ document, onClose }: Props) {
  const [decisions, setDecisions] = useState<readonly Decision[] | null>(null)
  useEffect(() => {
    get<{ decisions: Decision[] }>(`/documents/${document}/history`)
      .then((answer) => setDecisions(answer.decisions))
      .catch(tellTrouble)
  }, [document])
  return (
    <Dialog title={say('command.history')} wide onClose={onClose}>
      {decisions === null ? (
        <p>{say('loading')}</p>
      ) : decisions.length === 0 ? (
        <p class="soft">{say('history.none')}</p>
      ) : (
        <table class="plain-table">
          <thead>
            <tr>
              <th class="number">{say('history.number')}</th>
              <th>{say('history.when')}</th>
              <th>{say('history.who')}</th>
              <th>{say('history.what')}</th>
              <th>{say('history.change')}</th>
            </tr>
          </thead>
          <tbody>
            {decisions.map((decision) => (
              <tr key={decision.seq}>
                <td class="number">{decision.seq}</td>
                <td class="when">{sayTime(decision.at)}</td>
                <td>{decision.user}</td>
                <td>
                  {sayCode('act', decision.action)}
                  {decision.undoes !== null && ` #${decision.undoes}`}
                  <button
                    type="button"
                    class="quiet small"
                    onClick={() => {
                      pick(decision.item)
                      onClose()
                    }}
                  >
                    {nameOf(decision)}
                  </button>
                </td>
                <td>
                  <Change decision={decision} />
                  {decision.kind !== 'finding' && teaching.has(decision.action) && <Learn decision={decision} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  )
}

function Change({ decision }: { readonly decision: Decision }) {
  const before = shownValue(decision, decision.before.values)
  const after = shownValue(decision, decision.after.values)
  return (
    <>
      {before === after ? after : <del class="soft">{before}</del>}
      {before !== after && <> → {after}</>}
      {decision.why !== null && <div class="notice small">{decision.why}</div>}
    </>
  )
}

/** A correction becomes an example for a rule, or a case of the gold. */
function Learn({ decision }: { readonly decision: Decision }) {
  return (
    <div class="learn">
      <button
        type="button"
        class="quiet small"
        onClick={() => switchLesson({ ...decision, id: decision.item }, 'rule-example')}
      >
        {say('command.learn-rule')}
      </button>
      <button
        type="button"
        class="quiet small"
        onClick={() => switchLesson({ ...decision, id: decision.item }, 'gold')}
      >
        {say('command.learn-gold')}
      </button>
    </div>
  )
}

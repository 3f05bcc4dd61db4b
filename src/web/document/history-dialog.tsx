import { useEffect, useState } from 'preact/hooks'
import type { Decision } from '../../domain/decision.ts'
import { Dialog } from '../parts/dialog.tsx'
import { get, post } from '../talk/ask.ts'
import { session } from '../talk/session.ts'
import { tell, tellTrouble } from '../talk/toast.ts'
import { language, say, sayCode } from '../words/speak.ts'
import { nameOf, shownValue } from './item-words.ts'
import { pick } from './moves.ts'

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
  const role = session.value?.user?.role
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
                  {decision.action === 'correct' && role !== 'reviewer' && <Learn seq={decision.seq} />}
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
function Learn({ seq }: { readonly seq: number }) {
  const mark = (as: 'rule-example' | 'gold') =>
    void post('/examples', { seq, as })
      .then(() => tell(say('learn.kept')))
      .catch(tellTrouble)
  return (
    <div class="learn">
      <button type="button" class="quiet small" onClick={() => mark('rule-example')}>
        {say('learn.rule')}
      </button>
      <button type="button" class="quiet small" onClick={() => mark('gold')}>
        {say('learn.gold')}
      </button>
    </div>
  )
}

export function sayTime(at: number): string {
  return new Intl.DateTimeFormat(language.value, { dateStyle: 'short', timeStyle: 'short' }).format(at)
}

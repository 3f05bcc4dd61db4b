import type { Finding } from '../../domain/record.ts'
import { KeyCap } from '../parts/key-cap.tsx'
import { say, sayCode } from '../words/speak.ts'
import { pick, proposalsOf, takeProposal } from './moves.ts'
import { active, itemOf } from './opened.ts'
import { nameOf, shownValue } from './item-words.ts'

/** What does not add up: the sentence, the computation, and the value that should stand there. */
export function FindingCard({ finding, own = false }: { readonly finding: Finding; readonly own?: boolean }) {
  const item = active.value
  const settled = itemOf(finding.id)?.state.status
  const proposal = item === null ? undefined : proposalsOf(item).find((one) => one.finding.id === finding.id)
  return (
    <div class={`finding ${finding.severity}`}>
      <p>
        <span class={`severity ${finding.severity}`}>{sayCode('severity', finding.severity)}</span> {finding.message}
        {settled !== undefined && settled !== 'open' && (
          <span class="chip">{say(settled === 'rejected' ? 'finding.dismissed' : 'finding.confirmed')}</span>
        )}
      </p>
      {finding.computation !== undefined && !finding.message.includes(finding.computation) && (
        <p class="computation">{finding.computation}</p>
      )}
      {proposal !== undefined && (
        <button type="button" class="candidate proposal" onClick={takeProposal}>
          <KeyCap of="proposal" />
          <span class="candidate-value">{finding.proposed?.written}</span>
          <span class="soft small">{say('from.finding')}</span>
        </button>
      )}
      {own && finding.items.length > 0 && (
        <ul class="about">
          {finding.items.map((id) => {
            const about = itemOf(id)
            return (
              about !== null && (
                <li key={id}>
                  <button type="button" class="quiet small" onClick={() => pick(id)}>
                    {nameOf(about)}: {shownValue(about, about.state.values)}
                  </button>
                </li>
              )
            )
          })}
        </ul>
      )}
    </div>
  )
}

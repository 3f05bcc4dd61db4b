import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Agreement, Statistics } from '../../domain/review-api.ts'
import { writeRoute } from '../route.ts'
import { get } from '../talk/ask.ts'
import { sayTrouble, tellTrouble } from '../talk/toast.ts'
import { say, sayCode, sayNumber } from '../words/speak.ts'
import { ConfidencePlot, DaysPlot, RatePlot } from './plots.tsx'

/** How far the work is, how fast it goes, what the rules get wrong and what is still expected to be wrong. */
export function DashboardView() {
  const [statistics, setStatistics] = useState<Statistics | null>(null)
  const [agreement, setAgreement] = useState<Agreement | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => {
    get<Statistics>('/statistics')
      .then(setStatistics)
      .catch((error: unknown) => {
        tellTrouble(error)
        setTrouble(sayTrouble(error))
      })
    // Reviewers may not see who agrees with whom.
    get<Agreement>('/agreement')
      .then(setAgreement)
      .catch(() => undefined)
  }, [])
  if (statistics === null) return <div class="centred">{trouble ?? say('loading')}</div>
  return (
    <div class="dashboard" tabIndex={0} role="region" aria-label={say('nav.dashboard')}>
      <h1>{say('nav.dashboard')}</h1>
      <Numbers statistics={statistics} />
      <div class="panels">
        <Panel title={say('dashboard.days')} note={say('dashboard.days-note')}>
          <DaysPlot days={statistics.days} />
        </Panel>
        <Panel title={say('dashboard.confidence')} note={say('dashboard.confidence-note')}>
          <ConfidencePlot bins={statistics.confidence} />
        </Panel>
        <Panel title={say('dashboard.rules')} note={say('dashboard.rules-note')}>
          <RatePlot rules={statistics.rules} />
        </Panel>
        <Panel title={say('dashboard.reviewers')} note={say('dashboard.reviewers-note')}>
          <Reviewers reviewers={statistics.reviewers} />
        </Panel>
        {agreement !== null && agreement.items > 0 && (
          <Panel title={say('dashboard.agreement')} note={say('dashboard.agreement-note')}>
            <AgreementTable agreement={agreement} />
          </Panel>
        )}
        {statistics.stale.length > 0 && (
          <Panel title={say('dashboard.stale')} note={say('dashboard.stale-note')}>
            <ul>
              {statistics.stale.map(({ document, name, decisions }) => (
                <li key={document}>
                  <a href={writeRoute(['d', document])}>{name}</a> · {decisions}
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </div>
    </div>
  )
}

interface PanelProps {
  readonly title: string
  readonly note: string
  readonly children: ComponentChildren
}

function Panel({ title, note, children }: PanelProps) {
  return (
    <section class="panel">
      <h2>{title}</h2>
      <p class="soft small">{note}</p>
      {children}
    </section>
  )
}

function Numbers({ statistics: { items, documents, errorEstimate } }: { readonly statistics: Statistics }) {
  const all = items.open + items.settled + items.conflict
  return (
    <dl class="numbers">
      <Figure name={say('dashboard.settled')} value={sayNumber(items.settled)} of={say('of', { all: sayNumber(all) })}>
        <progress max={Math.max(1, all)} value={items.settled} aria-label={say('dashboard.settled')} />
      </Figure>
      <Figure name={say('dashboard.open')} value={sayNumber(items.open)} />
      <Figure
        name={say('dashboard.documents')}
        value={sayNumber(documents.done)}
        of={say('of', { all: sayNumber(documents.total) })}
      />
      {items.conflict > 0 && <Figure name={say('status.conflict')} value={sayNumber(items.conflict)} />}
      <Figure
        name={say('dashboard.error')}
        value={errorEstimate === null ? '—' : sayNumber(errorEstimate.wrong)}
        of={
          errorEstimate === null
            ? say('dashboard.error-none')
            : say('dashboard.error-bounds', { low: sayNumber(errorEstimate.low), high: sayNumber(errorEstimate.high) })
        }
      />
    </dl>
  )
}

interface FigureProps {
  readonly name: string
  readonly value: string
  readonly of?: string
  readonly children?: ComponentChildren
}

function Figure({ name, value, of, children }: FigureProps) {
  return (
    <div class="figure">
      <dt class="soft small">{name}</dt>
      <dd>
        <strong>{value}</strong> <span class="soft small">{of}</span>
        {children}
      </dd>
    </div>
  )
}

function Reviewers({ reviewers }: { readonly reviewers: Statistics['reviewers'] }) {
  if (reviewers.length === 0) return <p class="soft">{say('nothing')}</p>
  const fastest = Math.min(...reviewers.map(({ secondsEach }) => secondsEach ?? Infinity))
  return (
    <table class="plain-table small">
      <thead>
        <tr>
          <th>{say('history.who')}</th>
          <th class="number">{say('dashboard.decisions')}</th>
          <th class="number">{say('dashboard.changed')}</th>
          <th class="number">{say('column.document')}</th>
          <th>{say('dashboard.seconds')}</th>
        </tr>
      </thead>
      <tbody>
        {reviewers.map(({ user, fullName, decisions, changed, documents, secondsEach }) => (
          <tr key={user}>
            <td>{fullName}</td>
            <td class="number">{sayNumber(decisions)}</td>
            <td class="number">{sayNumber((100 * changed) / Math.max(1, decisions), 1)} %</td>
            <td class="number">{sayNumber(documents)}</td>
            <td>
              {secondsEach === null ? (
                '—'
              ) : (
                <span class="speed">
                  <svg viewBox="0 0 100 8" width="100" height="8" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="plot-bar" width={Math.max(2, (100 * fastest) / secondsEach)} height="8" />
                  </svg>
                  {sayNumber(secondsEach, 1)} s
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function AgreementTable({ agreement }: { readonly agreement: Agreement }) {
  const share = (agreed: number, items: number) => `${sayNumber((100 * agreed) / Math.max(1, items), 1)} %`
  return (
    <>
      <p>
        {say('dashboard.agreed', { share: share(agreement.agreed, agreement.items), items: agreement.items })}
        {agreement.kappa !== null && ` · κ = ${sayNumber(agreement.kappa, 2)}`}
        {agreement.conflicts > 0 && ` · ${say('dashboard.conflicts', { count: agreement.conflicts })}`}
      </p>
      <table class="plain-table small">
        <tbody>
          {agreement.kinds.map(({ kind, items, agreed }) => (
            <tr key={kind}>
              <td>{sayCode('kind', kind)}</td>
              <td class="number">{share(agreed, items)}</td>
              <td class="number">{items}</td>
            </tr>
          ))}
          {agreement.pairs.map(({ users, items, agreed }) => (
            <tr key={users.join()}>
              <td>{users.join(' · ')}</td>
              <td class="number">{share(agreed, items)}</td>
              <td class="number">{items}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

import type { Check } from '../../domain/check.ts'
import { absolute, sumHolds, sumOf, type Amount } from '../amounts.ts'
import type { Suspicion } from '../draft.ts'
import { enumerationsOf, type Enumeration } from '../enumerations.ts'
import type { Facts } from '../facts.ts'
import type { Figure } from '../figures.ts'
import { flowRole, wordsBefore } from '../flow-roles.ts'
import { show, showIn, slipsOf } from '../slips.ts'
import { phrasesOf, wordKey, type Phrases } from '../word-key.ts'

/**
 * Parts that are 'among' a whole are expected to make it up only where they nearly do: so much of it may be missing or too
 * much. Two parts come near it by chance more often than three.
 */
const nearlyAll = { two: 0.02, more: 0.05 }

/** C2: a whole and the parts it is said to consist of. */
export function checkParts(facts: Facts): Suspicion[] {
  const slips = slipsOf(facts)
  return slips.sums.flatMap(({ whole, parts, field, members, total }) => {
    const list = enumerationsOf(facts).find((enumeration) => enumeration.whole === whole)
    const all = list?.all ?? false
    const sum = members.map(({ amount }) => slips.meant(amount))
    const expected = slips.meant(total)
    if (runHolds(expected, sum, all) || (list?.apart && belongsBefore(facts, whole, sum))) return []
    if (field === 'part' && mixesRoles(facts, whole, parts)) return checkChannels(facts, whole, parts)
    const difference = Math.abs(sumOf(sum) - absolute(expected))
    const near = difference <= (parts.length > 2 ? nearlyAll.more : nearlyAll.two) * absolute(expected)
    return all || near ? [wrongSum(expected, sum, [whole, ...parts])] : []
  })
}

/** A sentence that begins with 'Trong đó' may tell of an earlier figure of the paragraph. */
function belongsBefore(facts: Facts, whole: Figure, sum: readonly Amount[]): boolean {
  return facts.figures.some(
    ({ part, line, end }) => part && line.start === whole.line.start && end <= whole.start && sumHolds(part, sum),
  )
}

/** The parts, or some of them in a row, make up the whole: further ones only tell more. Behind 'gồm' they begin with the first. */
function runHolds(whole: Amount, parts: readonly Amount[], all: boolean): boolean {
  for (let start = 0; start < (all ? 1 : parts.length); start++)
    for (let end = start + 2; end <= parts.length; end++) if (sumHolds(whole, parts.slice(start, end))) return true
  return false
}

/** 'tiếp nhận 41 đơn, trong đó kỳ trước 02; đã giải quyết 37': a flow, not a sum. */
function mixesRoles(facts: Facts, whole: Figure, parts: readonly Figure[]): boolean {
  const own = flowRole(facts, whole)
  return parts.some((part) => {
    const role = flowRole(facts, part)
    return role !== null && role !== own
  })
}

/** What came in by each channel makes up what came in, with what was carried over or without it. */
function checkChannels(facts: Facts, whole: Figure, parts: readonly Figure[]): Suspicion[] {
  if (flowRole(facts, whole) !== 'received') return []
  const channel = facts.words('channel')
  const incoming = parts.filter((part) => flowRole(facts, part) === 'received' && channel.in(wordsBefore(part)))
  const opening = parts.filter((part) => flowRole(facts, part) === 'opening')
  const amounts = incoming.map((part) => part.part!)
  const carried = [...amounts, ...opening.map((part) => part.part!)]
  if (incoming.length < 2 || sumHolds(whole.part!, amounts) || sumHolds(whole.part!, carried)) return []
  return [wrongSum(whole.part!, opening.length > 0 ? carried : amounts, [whole, ...incoming, ...opening])]
}

export function wrongSum(whole: Amount, parts: readonly Amount[], figures: readonly [Figure, ...Figure[]]): Suspicion {
  const computed = showSum(parts, whole)
  const addition = parts.map((part) => showIn(part, whole.scale)).join(' + ')
  return {
    values: { whole: show(whole), parts: addition, computed },
    spans: figures,
    items: figures.map((figure) => figure.item.id),
    expected: computed,
    found: show(whole),
    computation: `${addition} = ${computed}`,
  }
}

/** The sum in the unit of the whole, to the decimals of the most precise part. */
export function showSum(parts: readonly Amount[], whole: Amount): string {
  const value = Number((sumOf(parts) / whole.scale).toPrecision(12))
  return showIn({ ...whole, value, decimals: Math.max(0, ...parts.map((part) => part.decimals)) }, whole.scale)
}

/** C3: parts larger than the whole they are said to be in. */
export function checkPartsWithin(facts: Facts): Suspicion[] {
  const slips = slipsOf(facts)
  return enumerationsOf(facts).flatMap((list) => {
    const { whole, parts } = list
    const limit = slips.meant(whole.part)
    const larger = parts.filter((part) => {
      const amount = slips.meant(part.part)
      return (
        absolute(amount) > absolute(limit) + limit.step * limit.scale &&
        flowRole(facts, part) === flowRole(facts, whole)
      )
    })
    const amounts = parts.map((part) => slips.meant(part.part))
    if (larger.length === 0 || isNet(limit, amounts) || standBeside(facts, list, amounts)) return []
    const shown = larger.map((part) => showIn(slips.meant(part.part), limit.scale))
    return [
      {
        values: { whole: show(limit), parts: shown.join('; ') },
        spans: [larger[0]!, ...larger.slice(1), whole],
        items: [...larger, whole].map((figure) => figure.item.id),
        expected: `≤ ${show(limit)}`,
        found: shown.join('; '),
        computation: `${shown[0]!} > ${show(limit)}`,
      },
    ]
  })
}

/** 'vay ròng 500 triệu, trong đó vay 1.600 triệu, trả nợ 1.100 triệu': the second is taken from the first. */
function isNet(whole: Amount, [first, second, ...others]: readonly Amount[]): boolean {
  return first !== undefined && second !== undefined && others.length === 0 && sumHolds(first, [whole, second])
}

/**
 * The parts stand beside the whole and not in it: together they make up an earlier figure; or 'Trong đó' begins a sentence, and an
 * earlier figure of the paragraph can hold them.
 */
function standBeside(facts: Facts, { whole, apart }: Enumeration, amounts: readonly Amount[]): boolean {
  const largest = Math.max(...amounts.map(absolute))
  return facts.figures.some(
    (figure) =>
      figure.end <= whole.start &&
      figure.unit === whole.unit &&
      figure.part !== null &&
      ((figure.item.section === whole.item.section && sumHolds(figure.part, [whole.part, ...amounts])) ||
        (apart && figure.line.start === whole.line.start && absolute(figure.part) >= largest)),
  )
}

/** C3: '12/10 nhiệm vụ' where no plan can be exceeded. */
export function checkStatedParts(facts: Facts, { targets }: Check<'part-stated'>): Suspicion[] {
  return facts.figures.flatMap((figure) => {
    const { part, whole, percent } = figure
    if (!part || !whole || percent || absolute(part) <= absolute(whole) || figure.unit === '') return []
    if (phrasesOf(targets).in(wordKey(`${figure.before} ${facts.slice(figure)} ${figure.after.slice(0, 60)}`)))
      return []
    if (whole.scale > 1 || part.step > 0 || figure.item.comparison !== null) return []
    // '77 máy/33 đơn vị' is no part of a whole.
    if (!/^\s*\/\s*$/u.test(facts.text.slice(part.end, whole.start))) return []
    return [
      {
        values: { part: show(part), whole: show(whole) },
        spans: [figure],
        items: [figure.item.id],
        expected: `≤ ${show(whole)}`,
        found: part.written,
      },
    ]
  })
}

/** How many figures behind a total its parts may stand. */
const partitionReach = 8

/** C2: 'Tổng 520, điện tử: 520, giấy: 0': words that share a whole among them. */
export function checkPartitions(facts: Facts, { families }: Check<'sum-partition'>): Suspicion[] {
  const sets = families.map((family) => family.map((member) => phrasesOf(alternatives(member))))
  return facts.figures.flatMap((whole, index) => {
    if (!whole.part || whole.whole) return []
    const role = flowRole(facts, whole)
    if (!isTotal(facts, whole) && role !== 'resolved' && role !== 'received') return []
    const following = membersAfter(facts, whole, index)
    return sets.flatMap((family) => {
      const members = sharers(facts, following, family)
      if (members.length < 2 || family.some((words) => words.in(ownWords(facts, whole)))) return []
      const parts = members.map((figure) => figure.part!)
      const opening = following.filter((figure) => flowRole(facts, figure) === 'opening').map((figure) => figure.part!)
      if (sumHolds(whole.part!, parts) || sumHolds(whole.part!, [...parts, ...opening])) return []
      if (coveredBySum(facts, whole, members)) return []
      return [wrongSum(whole.part!, parts, [whole, ...members])]
    })
  })
}

/** One figure for each word of a family, the first of its name; none where a word has no figure. */
function sharers(facts: Facts, figures: readonly Figure[], family: readonly Phrases[]): Figure[] {
  const members: Figure[] = []
  const left = new Set(family)
  for (const figure of figures) {
    const key = ownWords(facts, figure)
    const named = family.filter((words) => words.in(key))
    if (named.length === 0) continue
    // 'không ký số' holds 'ký số': the longest word names the figure. One figure may stand for two words.
    const longest = Math.max(...named.map((words) => words.lastIn(key)!.length))
    const own = named.filter(
      (words) =>
        left.has(words) &&
        (named.length === family.length || words.lastIn(key)!.length === longest || !containedIn(words, named, key)),
    )
    if (own.length === 0) continue
    own.forEach((words) => left.delete(words))
    members.push(figure)
  }
  return left.size === 0 ? members : []
}

/** Another word of the family stands there and ends where this one does. */
function containedIn(words: Phrases, named: readonly Phrases[], key: string): boolean {
  const own = words.lastIn(key)!
  return named.some(
    (other) => other !== words && other.lastIn(key)!.end === own.end && other.lastIn(key)!.length > own.length,
  )
}

const lists = new Map<string, readonly string[]>()

/** 'trực tiếp|bưu chính' → both; kept, for phrases are made once a list. */
export function alternatives(member: string): readonly string[] {
  let list = lists.get(member)
  if (!list) {
    list = member.split('|')
    lists.set(member, list)
  }
  return list
}

/** What stands before the figure since the one before it, or right behind it. */
function ownWords(facts: Facts, figure: Figure): string {
  const before = figure.before.split(/[;.:(]\s*(?=\S+.*\S)/u).at(-1) ?? ''
  const behind = /:\s*$/u.test(figure.before) ? '' : (/^[^,;.()]*/u.exec(figure.after)?.[0] ?? '')
  return wordKey(`${before} ${facts.slice(figure)} ${behind}`)
}

function isTotal(facts: Facts, figure: Figure): boolean {
  if (facts.words('total').end(wordKey(figure.before.replace(/[\s:]+$/u, '')))) return true
  return facts.words('total').begin(wordKey(figure.before.split(/[.;]\s/u).at(-1) ?? ''))
}

/** The figures of its sentence behind a total, to the next total or semicolon, or those of the brackets behind it. */
function membersAfter(facts: Facts, whole: Figure, index: number): Figure[] {
  const members: Figure[] = []
  const isBracketed = /^[^\d)]{0,20}\($/u.test(whole.after.trimEnd().slice(0, whole.after.lastIndexOf('(') + 1))
  for (const figure of facts.figures.slice(index + 1, index + 1 + partitionReach)) {
    if (figure.start > whole.line.end || isTotal(facts, figure)) break
    if (
      isBracketed ? members.length > 0 && figure.before.includes(')') : /;/u.test(figure.before) && members.length > 1
    )
      break
    if (/\.\s+(?!Trong)\p{Lu}/u.test(figure.before)) break
    if (figure.part && !figure.whole && figure.unit === whole.unit) members.push(figure)
  }
  return members
}

/** The same figures are an enumeration, which is checked as one. */
function coveredBySum(facts: Facts, whole: Figure, members: readonly Figure[]): boolean {
  return slipsOf(facts).sums.some(
    (sum) =>
      sum.whole === whole &&
      members.every((figure) => sum.parts.includes(figure)) &&
      members.length === sum.parts.length,
  )
}

import { round } from '../numbers.ts'
import type { Section } from '../section.ts'
import type { Writer } from '../writer.ts'

/** Figures of their own with changes, that nothing else bears on. */
export function economy(w: Writer): Section {
  const lines = w.random.shuffle([area, herd, industry, poverty, income, water]).slice(0, w.random.int(3, 5))
  return {
    title: w.random.pick(['Phát triển kinh tế', 'Tình hình kinh tế - xã hội', 'Sản xuất nông nghiệp, công nghiệp']),
    parts: [{ title: null, paragraphs: lines.map((line) => line(w)) }],
  }
}

const compared = 'so với cùng kỳ'

function changed(w: Writer): { readonly words: string; readonly change: number } {
  const by = round(0.3 + 18 * w.random.next(), 1)
  const rising = w.random.chance(0.7)
  return { words: `${rising ? 'tăng' : 'giảm'} ${w.percent(by)} ${compared}`, change: rising ? by : -by }
}

function area(w: Writer): string {
  const value = round(200 + 4000 * w.random.next(), 1)
  const { words, change } = changed(w)
  const label = 'Diện tích gieo trồng'
  return `${w.metric({ label, value, unit: 'ha', change, comparison: compared }, `${label} ${w.n(value)} ha, ${words}`)}.`
}

function herd(w: Writer): string {
  const kind = w.random.pick(['trâu', 'bò', 'lợn'])
  const value = w.random.int(400, 9000)
  const by = w.random.int(11, 300)
  const label = `Đàn ${kind}`
  return `${w.metric({ label, value, unit: 'con', change: by, comparison: compared }, `${label} có ${w.n(value)} con, tăng ${w.n(by)} con ${compared}`)}.`
}

function industry(w: Writer): string {
  const value = round(20 + 900 * w.random.next(), 1)
  const { words, change } = changed(w)
  const label = 'Giá trị sản xuất tiểu thủ công nghiệp'
  return `${w.metric({ label, value, unit: 'tỷ đồng', change, comparison: compared }, `${label} ước đạt ${w.n(value)} tỷ đồng, ${words}`)}.`
}

function poverty(w: Writer): string {
  const from = round(1.5 + 5 * w.random.next(), 2)
  const to = round(from - 0.2 - w.random.next(), 2)
  const isWrong = w.faulty('direction')
  const [a, b] = isWrong ? [to, from] : [from, to]
  const label = 'Tỷ lệ hộ nghèo'
  const said = w.wrong(isWrong, `giảm từ ${w.percent(a)} xuống còn ${w.percent(b)}`)
  return `${w.metric({ label, value: b, unit: '%', percent: b, from: a, to: b, accept: { percent: [null], change: [round(b - a, 2)] } }, `${label} ${said}`)}.`
}

function income(w: Writer): string {
  const value = round(28 + 50 * w.random.next(), 1)
  const label = 'Thu nhập bình quân'
  const unit = 'triệu đồng/người/năm'
  return `${w.metric({ label, value, unit }, `${label} ước đạt ${w.n(value)} ${unit}`)}.`
}

function water(w: Writer): string {
  const value = round(80 + 19 * w.random.next(), 1)
  const label = 'Tỷ lệ hộ sử dụng nước sạch'
  return `${w.metric({ label, value, unit: '%', percent: value }, `${label} đạt ${w.percent(value)}`)}.`
}

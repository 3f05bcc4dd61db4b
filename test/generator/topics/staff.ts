import { parts, ratio } from '../phrases.ts'
import type { Section } from '../section.ts'
import type { Writer } from '../writer.ts'

/** People: officials, classes, health, schools. */
export function staff(w: Writer): Section {
  return {
    title: w.random.pick(['Tổ chức bộ máy, cán bộ', 'Xây dựng đội ngũ cán bộ, công chức', 'Công tác tổ chức, cán bộ']),
    parts: [
      { title: 'Đội ngũ cán bộ', paragraphs: [officials(w), degrees(w)] },
      { title: w.random.pick(['Đào tạo, bồi dưỡng', 'Giáo dục, y tế']), paragraphs: [classes(w), health(w)] },
    ],
  }
}

function officials(w: Writer): string {
  const [men, women] = [w.random.int(9, 60), w.random.int(8, 60)]
  const isWrong = w.faulty('partition')
  const total = men + women + (isWrong ? w.slip.pick([1, 2, -2]) : 0)
  const all = w.wrong(isWrong, w.count('cán bộ, công chức', total, 'người'))
  return `Tổng số cán bộ, công chức hiện có ${all}, nam ${w.count('cán bộ, công chức nam', men, 'người')}, nữ ${w.count('cán bộ, công chức nữ', women, 'người')}.`
}

function degrees(w: Writer): string {
  const all = w.random.int(20, 80)
  const done = w.random.int(Math.floor(all / 2), all)
  return `Số công chức có trình độ đại học: ${ratio(w, '', { label: 'công chức có trình độ đại học', part: done, whole: all, unit: 'người' })}.`
}

function classes(w: Writer): string {
  const groups = [
    { label: 'giáo viên mầm non', value: w.random.int(8, 90), unit: 'giáo viên', rest: 'mầm non' },
    { label: 'giáo viên tiểu học', value: w.random.int(8, 90), unit: 'giáo viên', rest: 'tiểu học' },
    { label: 'giáo viên trung học cơ sở', value: w.random.int(8, 90), unit: 'giáo viên', rest: 'trung học cơ sở' },
  ]
  const total = groups.reduce((sum, { value }) => sum + value, 0)
  return `Toàn địa bàn có ${w.count('giáo viên', total, 'giáo viên')}, gồm ${parts(w, groups)}.`
}

function health(w: Writer): string {
  const all = w.random.int(800, 42_000)
  const insured = w.random.int(Math.floor(all / 2), all - 20)
  const isLarge = w.faulty('large-part')
  const stated = isLarge ? all + w.slip.int(20, 400) : insured
  const total = w.count('lượt khám, chữa bệnh', all, 'lượt')
  const part = w.wrong(isLarge, w.count('lượt khám bảo hiểm y tế', stated, 'lượt'))
  return `Trạm y tế khám, chữa bệnh ${total} người bệnh, trong đó ${part} có bảo hiểm y tế.`
}

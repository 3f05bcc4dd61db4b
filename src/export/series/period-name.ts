const lastDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** What a reader calls a time from one ISO day to another: 'Quý I/2024', '6 tháng đầu năm 2024', '15/12/2023 – 14/6/2024'. */
export function periodName(from: string | null, to: string | null): string {
  if (from === null || to === null) return 'không rõ kỳ'
  if (from === to) return vietnameseDay(from)
  const [year, month, day] = parts(from)
  const [lastYear, lastMonth, lastDay] = parts(to)
  if (year !== lastYear || day !== 1 || lastDay !== endOf(lastYear, lastMonth)) {
    return `${vietnameseDay(from)} – ${vietnameseDay(to)}`
  }
  return (
    wholeMonths(month, lastMonth, year) ??
    (month === lastMonth ? `Tháng ${month}/${year}` : `Tháng ${month} – ${lastMonth}/${year}`)
  )
}

const romans = ['I', 'II', 'III', 'IV']

function wholeMonths(first: number, last: number, year: number): string | null {
  if (first === 1 && last === 12) return `Năm ${year}`
  if (first === 1 && last === 6) return `6 tháng đầu năm ${year}`
  if (first === 7 && last === 12) return `6 tháng cuối năm ${year}`
  if (first === 1 && last === 9) return `9 tháng đầu năm ${year}`
  return last === first + 2 && first % 3 === 1 ? `Quý ${romans[(first - 1) / 3]!}/${year}` : null
}

function parts(day: string): [number, number, number] {
  return day.split('-').map(Number) as [number, number, number]
}

function endOf(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && leap ? 29 : lastDays[month - 1]!
}

function vietnameseDay(day: string): string {
  return day.split('-').reverse().join('/')
}

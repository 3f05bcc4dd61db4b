/** '2024-03-09' → '09/3/2024': days below ten and the first two months with a zero, as Nghị định 30/2020 has it. */
export function showDate(iso: string): string {
  const [year = '', month = '', day = ''] = iso.split('-')
  return `${day}/${Number(month) > 2 ? String(Number(month)) : month}/${year}`
}

/** Text from outside (file names, messages) as one harmless line: no line ends, no terminal control. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\u{fffd}')
}

export function printLine(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** For trouble that is not a result: on standard error, with the program's name. */
export function printTrouble(message: string): void {
  process.stderr.write(`boctach: ${printable(message)}\n`)
}

/** '1 date', '2 dates'. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`
}

/** Milliseconds this process has worked so far: unlike the clock, what else the machine does hardly counts. */
export function processorMs(): number {
  return process.cpuUsage().user / 1000
}

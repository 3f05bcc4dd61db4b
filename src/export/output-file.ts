import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Characters gathered before they are written. */
const chunkLength = 1 << 18

/** A name beside the file, so that renaming stays on one disk; hidden, so that nobody takes it for a result. */
export function temporaryPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`)
}

/**
 * A text file written piece by piece under a temporary name: readers see the old file or the whole new one. Its folder is
 * there. `write` gives a promise only when it is time to wait for the disk.
 */
export class OutputFile {
  readonly path: string
  readonly #temporary: string
  #file: FileHandle | null = null
  #pieces: string[] = []
  #length = 0
  #written: Promise<void> = Promise.resolve()

  constructor(path: string) {
    this.path = path
    this.#temporary = temporaryPath(path)
  }

  write(text: string): Promise<void> | undefined {
    this.#pieces.push(text)
    this.#length += text.length
    return this.#length < chunkLength ? undefined : this.#flush()
  }

  /** Writes what is left and closes the file, still under its temporary name. */
  async close(): Promise<string> {
    await this.#flush()
    await this.#file?.close()
    this.#file = null
    return this.#temporary
  }

  /** Gives it its name; `close` came before. */
  async publish(): Promise<void> {
    await rename(this.#temporary, this.path)
  }

  /** Leaves nothing behind; also after `close`. */
  async discard(): Promise<void> {
    await this.#written.catch(() => undefined)
    await this.#file?.close().catch(() => undefined)
    this.#file = null
    await rm(this.#temporary, { force: true })
  }

  /** One after the other; who does not wait hears of trouble from `close`. */
  #flush(): Promise<void> {
    const text = this.#pieces.join('')
    this.#pieces = []
    this.#length = 0
    this.#written = this.#written.then(async () => {
      this.#file ??= await open(this.#temporary, 'wx')
      if (text !== '') await this.#file.writeFile(text)
    })
    this.#written.catch(() => undefined)
    return this.#written
  }
}

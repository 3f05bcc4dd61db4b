import CFB from 'cfb'
import { describe, expect, test } from 'vitest'
import { CompoundFile } from '../../src/readers/compound-file.ts'

const sectorBytes = 512

function container(streams: Readonly<Record<string, Uint8Array>>): Buffer {
  const file = CFB.utils.cfb_new()
  for (const [name, bytes] of Object.entries(streams)) CFB.utils.cfb_add(file, `/${name}`, Buffer.from(bytes))
  return CFB.write(file, { type: 'buffer' }) as Buffer
}

const filled = (length: number) => Uint8Array.from({ length }, (_, index) => index % 251)

describe('streams', () => {
  test.each([0, 1, 63, 64, 4095, 4096, 5000, 200_000])('of %i bytes', (length) => {
    const file = new CompoundFile(container({ a: filled(100), WordDocument: filled(length), z: filled(9000) }))
    expect(Buffer.from(file.stream('WordDocument')!).equals(Buffer.from(filled(length)))).toBe(true)
  })

  test('of a file so large that the header does not hold all of its table', () => {
    const file = new CompoundFile(container({ WordDocument: filled(9_000_000), '1Table': filled(5000) }))
    expect(Buffer.from(file.stream('WordDocument')!).equals(Buffer.from(filled(9_000_000)))).toBe(true)
    expect(Buffer.from(file.stream('1Table')!).equals(Buffer.from(filled(5000)))).toBe(true)
  })

  test('sectors out of order', () => {
    const file = container({ WordDocument: filled(5120) })
    const fat = (file.readUInt32LE(76) + 1) * sectorBytes
    const start = Array.from({ length: 100 }, (_, sector) => sector).find(
      (sector) => file[(sector + 1) * sectorBytes + 1] === 1,
    )!
    // The second and the third sector change places.
    const at = (sector: number) => (sector + 1) * sectorBytes
    const second = Buffer.from(file.subarray(at(start + 1), at(start + 2)))
    file.copy(file, at(start + 1), at(start + 2), at(start + 3))
    second.copy(file, at(start + 2))
    file.writeUInt32LE(start + 2, fat + start * 4)
    file.writeUInt32LE(start + 1, fat + (start + 2) * 4)
    file.writeUInt32LE(start + 3, fat + (start + 1) * 4)
    expect(Buffer.from(new CompoundFile(file).stream('WordDocument')!).equals(Buffer.from(filled(5120)))).toBe(true)
  })

  test('that are not there', () => {
    const file = new CompoundFile(container({ a: filled(1) }))
    expect([file.has('A'), file.has('b'), file.stream('b')]).toEqual([true, false, null])
  })

  test('of embedded objects are not the file’s own', () => {
    const file = new CompoundFile(container({ Workbook: filled(9), 'ObjectPool/_1/WordDocument': filled(5000) }))
    expect([file.has('Workbook'), file.has('WordDocument')]).toEqual([true, false])
  })
})

describe('hostile files', () => {
  const whole = () => container({ WordDocument: filled(50_000), small: filled(100) })
  const directory = (file: Buffer) => (file.readUInt32LE(48) + 1) * sectorBytes
  const fat = (file: Buffer) => (file.readUInt32LE(76) + 1) * sectorBytes

  test('every sector is followed by the same one', () => {
    const file = whole()
    for (let sector = 0; sector < 128; sector++) file.writeUInt32LE(5, fat(file) + sector * 4)
    expect(new CompoundFile(file).stream('WordDocument')?.length).toBe(50_000)
  })

  test('a stream that claims to be larger than the file', () => {
    const file = whole()
    for (let entry = 0; entry < 4; entry++) file.writeUInt32LE(0x7fffffff, directory(file) + entry * 128 + 120)
    expect(new CompoundFile(file).stream('WordDocument')!.length).toBeLessThanOrEqual(file.length)
  })

  test('entries that are each other’s neighbours', () => {
    const file = whole()
    for (let entry = 1; entry < 4; entry++)
      for (const side of [68, 72, 76]) file.writeUInt32LE(1, directory(file) + entry * 128 + side)
    expect(new CompoundFile(file).stream('WordDocument')).not.toBeNull()
  })

  test('more table sectors than there are sectors', () => {
    const file = whole()
    file.writeUInt32LE(3, 68)
    file.writeUInt32LE(0xffffffff, 72)
    expect(new CompoundFile(file).stream('WordDocument')).not.toBeNull()
  })

  test.each([
    ['no bytes', Buffer.alloc(0)],
    ['a signature alone', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a header alone', Buffer.alloc(512)],
  ])('%s', (_, bytes) => {
    expect(() => new CompoundFile(bytes)).toThrow(expect.objectContaining({ code: 'damaged' }))
  })
})

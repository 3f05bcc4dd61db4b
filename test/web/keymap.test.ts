import { describe, expect, test } from 'vitest'
import { commands, type Scope } from '../../src/web/keys/commands.ts'
import { commandFor, isComposing, keysOf, keyTrouble, writeKey } from '../../src/web/keys/keymap.ts'

const scopes: readonly Scope[] = ['everywhere', 'queue', 'document', 'grid']
const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

describe('the keys commands come with', () => {
  test('mean one command each wherever they work', () => {
    for (const scope of scopes) {
      const keys = commands
        .filter((command) => command.scope === scope || command.scope === 'everywhere')
        .flatMap((command) => keysOf(command, {}))
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
    }
  })

  test('give Telex and VNI no vowel, d, w or bracket to work on, and leave the digits to candidates', () => {
    const keys = commands.flatMap((command) => keysOf(command, {}))
    expect(keys.length).toBeGreaterThan(30)
    expect(keys.filter((key) => isComposing(key) || /^\d$/.test(key))).toEqual([])
  })

  test.each(commands.map((command) => [command.id, command] as const))('%s is found by its keys', (id, command) => {
    for (const key of keysOf(command, {})) expect(commandFor(key, command.scope, {})).toBe(id)
  })
})

describe('a key is written', () => {
  test.each([
    ['a letter', { ...plain, key: 'n' }, 'n'],
    ['with caps lock', { ...plain, key: 'N' }, 'n'],
    ['with shift', { ...plain, key: 'N', shiftKey: true }, 'Shift+N'],
    ['a sign that needs shift', { ...plain, key: '?', shiftKey: true }, '?'],
    ['with control', { ...plain, key: 'z', ctrlKey: true }, 'Ctrl+z'],
    ['with command on a Mac', { ...plain, key: 'z', metaKey: true }, 'Ctrl+z'],
    ['one that prints nothing', { ...plain, key: 'Enter', shiftKey: true }, 'Shift+Enter'],
  ])('%s', (_, pressed, written) => expect(writeKey(pressed)).toBe(written))
})

describe('another key', () => {
  test.each([
    ['a vowel', 'e', { code: 'typing' }],
    ['the ơ of Telex', '[', { code: 'typing' }],
    ['a digit', '4', { code: 'candidate' }],
    ['one of the same view', 'p', { code: 'taken', by: 'proposal' }],
    ['one that works everywhere', 'q', { code: 'taken', by: 'to-queue' }],
    ['a free consonant', 'Shift+B', null],
  ])('%s', (_, key, trouble) => expect(keyTrouble(key, 'reject', {})).toEqual(trouble))

  test('replaces the one it came with', () => {
    expect(commandFor('Shift+B', 'document', { reject: ['Shift+B'] })).toBe('reject')
    expect(commandFor('x', 'document', { reject: ['Shift+B'] })).toBeNull()
  })
})

import { describe, expect, test } from 'vitest'
import { commands, type Scope } from '../../src/web/keys/commands.ts'
import {
  commandFor,
  isComposing,
  keysOf,
  keyTrouble,
  resetTrouble,
  withOwnKey,
  writeKey,
} from '../../src/web/keys/keymap.ts'

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
    ['the one that moves the focus', 'Tab', { code: 'reserved' }],
    ['one that copies', 'Ctrl+c', { code: 'reserved' }],
    ['one that reloads', 'F5', { code: 'reserved' }],
    ['one that switches an input method', 'Alt+z', { code: 'reserved' }],
    ['a free consonant', 'Shift+B', null],
    ['a free one that prints nothing', 'Delete', null],
  ])('%s', (_, key, trouble) => expect(keyTrouble(key, 'reject', {})).toEqual(trouble))

  test('replaces the one it came with', () => {
    expect(commandFor('Shift+B', 'document', { reject: ['Shift+B'] })).toBe('reject')
    expect(commandFor('x', 'document', { reject: ['Shift+B'] })).toBeNull()
  })

  test('leaves the command those with Ctrl, as every program has them', () => {
    const undo = commands.find(({ id }) => id === 'undo')!
    expect(withOwnKey(undo, 'Shift+B')).toEqual(['Shift+B', 'Ctrl+z'])
  })

  test('is not given back while another command has the first one', () => {
    const comment = commands.find(({ id }) => id === 'comment')!
    const remapped = { comment: ['Shift+G'], history: ['g'] }
    expect(resetTrouble(comment, remapped)).toEqual(['g', { code: 'taken', by: 'history' }])
    expect(resetTrouble(comment, { comment: ['Shift+G'] })).toBeNull()
  })
})

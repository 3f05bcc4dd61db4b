import { describe, expect, test } from 'vitest'
import { DocumentError } from '../../src/domain/issue.ts'
import { toFailure } from '../../src/pipeline/failure.ts'

const withCode = (code: string) => Object.assign(new Error(`${code}: something`), { code })

describe('toFailure', () => {
  test.each([
    ['a document error', new DocumentError('encrypted', 'Locked.'), true, 'encrypted', 'Locked.'],
    ['a missing file', withCode('ENOENT'), true, 'not-found', 'There is no such file or folder.'],
    ['a forbidden file', withCode('EACCES'), true, 'unreadable', 'Permission to read it was denied.'],
    ['a loop of links', withCode('ELOOP'), true, 'unreadable', 'It is a symbolic link that leads back to itself.'],
    ['an unknown file system error', withCode('EWHAT'), true, 'unreadable', 'EWHAT: something'],
    ['the same error elsewhere', withCode('ENOENT'), false, 'internal', 'ENOENT: something'],
    ['a fault of ours', new TypeError('x is not a function\n    at y'), false, 'internal', 'x is not a function'],
    ['something that is no error', 'odd', false, 'internal', 'odd'],
    ['an error without a word', new Error(), false, 'internal', 'It failed without saying why.'],
  ])('%s', (_, error, reading, code, message) => {
    expect(toFailure(error, reading)).toEqual({ code, message })
  })
})

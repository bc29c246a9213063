import { describe, expect, it } from 'vitest'
import { parse, spans } from './markdown'

describe('the markdown subset', () => {
  it('reads headings, paragraphs and both kinds of lists', () => {
    const blocks = parse('## Tình huống\n\nMột dòng\nnối tiếp.\n\n- một\n- hai\n  tiếp\n\n1. a\n2. b')
    expect(blocks.map((one) => one.kind)).toEqual(['heading', 'paragraph', 'list', 'list'])
    expect(blocks[1]).toEqual({ kind: 'paragraph', spans: [{ kind: 'text', text: 'Một dòng nối tiếp.' }] })
    expect(blocks[2]).toMatchObject({ ordered: false, items: [[{ text: 'một' }], [{ text: 'hai tiếp' }]] })
    expect(blocks[3]).toMatchObject({ ordered: true })
  })
  it('keeps markup of other languages as plain text', () => {
    const [block] = parse('<img src=x onerror=alert(1)> & <b>đậm</b>')
    expect(block).toEqual({ kind: 'paragraph', spans: [{ kind: 'text', text: '<img src=x onerror=alert(1)> & <b>đậm</b>' }] })
  })
  it('shows a link as its text only', () => {
    expect(spans('xem [hướng dẫn](javascript:alert(1)) nhé').map((one) => one.text).join('')).not.toContain('(http')
    expect(spans('[a](https://vidu.invalid)')).toEqual([{ kind: 'text', text: 'a' }])
  })
  it('ends on every input, however odd', () => {
    for (const odd of ['', '\n\n', '#', '####### x', '- ', '>', '**', '*a', '`', '1.', '  - x', '\r\n# a\r\n']) expect(() => parse(odd)).not.toThrow()
  })
  it('finds strong, emphasis and code', () => {
    expect(spans('a **b** *c* `d`').map((one) => one.kind)).toEqual(['text', 'strong', 'text', 'em', 'text', 'code'])
  })
})

/*
 * A safe subset of Markdown: headings, paragraphs, bullet and numbered lists, quotes, **strong**, *emphasis*, `code`.
 * The result is a tree of plain data that MarkdownText.vue turns into elements; no HTML is ever built from text, so
 * nothing an author writes can become markup. Links are shown as their text: a world leads nowhere outside.
 */
export interface Span { kind: 'text' | 'strong' | 'em' | 'code'; text: string }
export type Block =
  | { kind: 'heading'; level: 3 | 4; spans: Span[] }
  | { kind: 'paragraph' | 'quote'; spans: Span[] }
  | { kind: 'list'; ordered: boolean; items: Span[][] }

const MARKED = /\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|`([^`]+)`|\[([^\]]+)\]\([^)\s]*\)/g

export function spans(line: string): Span[] {
  const out: Span[] = []
  let from = 0
  for (const hit of line.matchAll(MARKED)) {
    if (hit.index > from) out.push({ kind: 'text', text: line.slice(from, hit.index) })
    if (hit[1] !== undefined) out.push({ kind: 'strong', text: hit[1] })
    else if (hit[2] !== undefined) out.push({ kind: 'em', text: hit[2] })
    else if (hit[3] !== undefined) out.push({ kind: 'code', text: hit[3] })
    else out.push({ kind: 'text', text: hit[4] ?? '' })
    from = hit.index + hit[0].length
  }
  if (from < line.length) out.push({ kind: 'text', text: line.slice(from) })
  return out
}

const HEADING = /^(#{1,6})\s+(.*)$/
const BULLET = /^\s*[-*+]\s+(.*)$/
const NUMBERED = /^\s*\d+[.)]\s+(.*)$/
const QUOTE = /^>\s?(.*)$/
const special = (line: string): boolean => [HEADING, BULLET, NUMBERED, QUOTE].some((form) => form.test(line))

/* Lines from `at` on that match `form`; a line indented under an item continues it. */
function gather(lines: string[], at: number, form: RegExp): { texts: string[]; next: number } {
  const texts: string[] = []
  let i = at
  for (; i < lines.length; i++) {
    const line = lines[i]!
    const hit = form.exec(line)
    if (hit) texts.push(hit[1] ?? '')
    else if (texts.length && /^\s{2,}\S/.test(line) && !special(line)) texts[texts.length - 1] += ' ' + line.trim()
    else break
  }
  return { texts, next: i }
}

export function parse(source: string): Block[] {
  const lines = source.replace(/\r\n?/g, '\n').split('\n')
  const blocks: Block[] = []
  let i = 0
  while (i < lines.length) {
    const line = lines[i]!
    const heading = HEADING.exec(line)
    if (!line.trim()) i++
    else if (heading) {
      blocks.push({ kind: 'heading', level: heading[1]!.length > 2 ? 4 : 3, spans: spans(heading[2] ?? '') })
      i++
    } else if (BULLET.test(line) || NUMBERED.test(line)) {
      const ordered = NUMBERED.test(line) && !BULLET.test(line)
      const { texts, next } = gather(lines, i, ordered ? NUMBERED : BULLET)
      blocks.push({ kind: 'list', ordered, items: texts.map(spans) })
      i = next
    } else if (QUOTE.test(line)) {
      const { texts, next } = gather(lines, i, QUOTE)
      blocks.push({ kind: 'quote', spans: spans(texts.join(' ')) })
      i = next
    } else {
      const texts: string[] = []
      while (i < lines.length && lines[i]!.trim() && (texts.length === 0 || !special(lines[i]!))) texts.push(lines[i++]!.trim())
      blocks.push({ kind: 'paragraph', spans: spans(texts.join(' ')) })
    }
  }
  return blocks
}

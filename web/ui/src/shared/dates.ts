/*
 * Instants come as ISO text with the office's own offset (+07:00) and are shown as the office reads them,
 * whatever zone the browser believes in.
 */
const OFFICE_OFFSET_MS = 7 * 3600_000
const two = (n: number): string => String(n).padStart(2, '0')

interface Parts { y: number; mo: number; d: number; h: number; mi: number }

function parts(iso: string): Parts | null {
  const ms = Date.parse(iso.length === 10 ? `${iso}T00:00:00+07:00` : iso)
  if (Number.isNaN(ms)) return null
  const at = new Date(ms + OFFICE_OFFSET_MS)
  return { y: at.getUTCFullYear(), mo: at.getUTCMonth() + 1, d: at.getUTCDate(), h: at.getUTCHours(), mi: at.getUTCMinutes() }
}

export function instant(iso: string | null | undefined): string {
  if (!iso) return '–'
  const p = parts(iso)
  return p ? `${two(p.d)}/${two(p.mo)}/${p.y} ${two(p.h)}:${two(p.mi)}` : iso
}

export function day(iso: string | null | undefined): string {
  if (!iso) return '–'
  const p = parts(iso)
  return p ? `${two(p.d)}/${two(p.mo)}/${p.y}` : iso
}

export function hour(iso: string | null | undefined): string {
  if (!iso) return '–'
  const p = parts(iso)
  return p ? `${two(p.h)}:${two(p.mi)}` : iso
}

/* For <input type="datetime-local">: the office's wall clock, without an offset. */
export function localInput(iso: string): string {
  const p = parts(iso)
  return p ? `${p.y}-${two(p.mo)}-${two(p.d)}T${two(p.h)}:${two(p.mi)}` : ''
}

/* What a field holds (2026-11-20, 2026-11-20T09:30) as it is written here. */
export function showMoment(text: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?/.exec(text)
  return found ? `${found[3]}/${found[2]}/${found[1]}${found[4] ? ` ${found[4]}` : ''}` : text
}

/* "5/3/2026", "05-03-2026 9:30", or the field's own shape. Empty for what is no day, or has an hour where none belongs, or none where one does. */
export function readMoment(typed: string, withTime: boolean): string {
  const text = typed.trim()
  const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s+(\d{1,2})[:h](\d{2}))?$/.exec(text)
  const iso = found ? `${found[3]}-${found[2]!.padStart(2, '0')}-${found[1]!.padStart(2, '0')}${found[4] ? `T${found[4].padStart(2, '0')}:${found[5]}` : ''}` : text
  if (!(withTime ? /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/ : /^\d{4}-\d{2}-\d{2}$/).test(iso)) return ''
  const at = new Date(withTime ? `${iso}:00Z` : `${iso}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : ''
}

/* Bytes as people read them, with the comma of the office. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const [n, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KB'] : [bytes / 1024 / 1024, 'MB']
  return `${(n < 10 ? n.toFixed(1) : n.toFixed(0)).replace(/\.0$/, '').replace('.', ',')} ${unit}`
}

/* 2.000.000 đồng */
export function dong(amount: number): string {
  return `${String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, '.')} đồng`
}

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

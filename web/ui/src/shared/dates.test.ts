import { expect, it } from 'vitest'
import { day, instant, localInput } from './dates'

it('shows the office hour whatever the zone of the text or the browser', () => {
  expect(instant('2026-11-20T08:05:00+07:00')).toBe('20/11/2026 08:05')
  expect(instant('2026-11-20T20:30:00Z')).toBe('21/11/2026 03:30')
  expect(day('2026-11-24')).toBe('24/11/2026')
  expect(localInput('2026-11-20T08:05:00+07:00')).toBe('2026-11-20T08:05')
})
it('shows a dash for nothing and the text itself for what it cannot read', () => {
  expect(instant(null)).toBe('–')
  expect(instant('hôm nay')).toBe('hôm nay')
})

import { expect, it } from 'vitest'
import { day, instant, localInput, readMoment, showMoment } from './dates'

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
it('reads days and moments as they are typed here, and nothing that is none', () => {
  const cases: [string, boolean, string][] = [
    ['20/11/2026', false, '2026-11-20'], ['5-3-2026', false, '2026-03-05'], [' 2026-11-20 ', false, '2026-11-20'],
    ['31/02/2026', false, ''], ['20/11', false, ''], ['20/11/2026 09:30', false, ''], ['12/31/2026', false, ''], ['', false, ''],
    ['20/11/2026 9:30', true, '2026-11-20T09:30'], ['20/11/2026 09h30', true, '2026-11-20T09:30'], ['2026-11-20T09:30', true, '2026-11-20T09:30'],
    ['20/11/2026', true, ''], ['20/11/2026 24:30', true, ''], ['20/11/2026 09:61', true, ''],
  ]
  for (const [typed, time, iso] of cases) expect(readMoment(typed, time), typed).toBe(iso)
})
it('shows a field’s day and moment as they are written here', () => {
  expect(showMoment('2026-11-20')).toBe('20/11/2026')
  expect(showMoment('2026-11-20T09:30')).toBe('20/11/2026 09:30')
  expect(showMoment('')).toBe('')
})

import { describe, expect, it } from 'vitest'
import type { Org, Orgs } from '@/api/types'
import { treeOf } from './orgTree'

const org = (code: string, name: string, parent: string | null, state: Org['state'] = 'open'): Org =>
  ({ code, name, parent, state, name_vi: name, name_en: name, kind: 'room', kind_name: 'Phòng', open_on: '2025-01-01', close_on: null, replaced_by: null, certainty: 'invented',
    place: null, address: null, phone: null, email: null, accounts: 0, open_dossiers: 0, may_edit: false, may_add: false, may_end: false, kinds_below: [] })
const all: Orgs = { today: '2026-11-20', agency: 'H37.T01', own_org: null, may_edit: false, kinds: [],
  orgs: [org('G06', 'Bộ', null), org('G06.T01', 'Cục', 'G06'), org('H37', 'Tỉnh', null), org('H37.T01', 'Sở', 'H37'), org('H37.T01.T11', 'Phòng Đo lường', 'H37.T01'), org('H37.T09', 'Phòng cũ', 'H37', 'closed')] }
const codes = (q: string, opened: Record<string, boolean> = {}, closed = true): string[] => treeOf(all, q, opened, closed).map((one) => one.org.code)

describe('the tree of organisations', () => {
  it('opens the branch of the office first and folds the others', () => {
    expect(codes('')).toEqual(['H37', 'H37.T01', 'H37.T01.T11', 'H37.T09', 'G06'])
  })
  it('folds and unfolds what was asked for', () => {
    expect(codes('', { H37: false, G06: true })).toEqual(['H37', 'G06', 'G06.T01'])
  })
  it('finds without accents, with everything above', () => {
    expect(codes('do luong')).toEqual(['H37', 'H37.T01', 'H37.T01.T11'])
  })
  it('leaves closed ones out when asked to', () => {
    expect(codes('', {}, false)).not.toContain('H37.T09')
  })
})

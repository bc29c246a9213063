/* The list of organisations as rows of a tree, by their parents; those that a search finds stand with everything above them. */
import type { Org, Orgs } from '@/api/types'
import { fold } from '@/shared/fold'

export interface OrgRow { org: Org; depth: number; children: number; open: boolean }

const top = (code: string): string => code.split('.')[0] ?? code

export function treeOf(all: Orgs, q: string, opened: Record<string, boolean>, closedToo: boolean): OrgRow[] {
  const known = new Set(all.orgs.map((one) => one.code))
  const below = new Map<string, Org[]>()
  for (const one of all.orgs) {
    if (!closedToo && one.state === 'closed') continue
    const parent = one.parent && known.has(one.parent) ? one.parent : ''
    below.set(parent, [...(below.get(parent) ?? []), one])
  }
  const words = fold(q.trim())
  const hit = (one: Org): boolean => fold(`${one.code} ${one.name} ${one.kind_name}`).includes(words)
  const found = (one: Org): boolean => hit(one) || (below.get(one.code) ?? []).some(found)
  const own = top(all.agency)
  const rows: OrgRow[] = []
  const walk = (list: Org[], depth: number): void => {
    for (const org of list) {
      const children = below.get(org.code) ?? []
      if (words && !found(org)) continue
      const open = words !== '' || (opened[org.code] ?? top(org.code) === own)
      rows.push({ org, depth: Math.min(depth, 4), children: children.length, open })
      if (open) walk(children, depth + 1)
    }
  }
  /* the office's own branch first, then the ministries and provinces by code */
  walk([...(below.get('') ?? [])].sort((a, b) => Number(top(b.code) === own) - Number(top(a.code) === own) || a.code.localeCompare(b.code)), 0)
  return rows
}

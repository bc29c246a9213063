/* A filter as it is kept: only what it asks for. */
import type { QueueFilter, QueueSort, QueueViewName } from '../queries'

export const saidOf = (filter: QueueFilter): Record<string, string> =>
  Object.fromEntries(Object.entries(filter).filter(([name, value]) => value !== '' && !(name === 'view' && value === 'queue')))

export function filterOf(kept: Record<string, string>): QueueFilter {
  return {
    view: (kept.view ?? 'queue') as QueueViewName, q: kept.q ?? '', state: kept.state ?? '', timing: (kept.timing ?? '') as QueueFilter['timing'],
    part: kept.part ?? '', handler: kept.handler ?? '', from: kept.from ?? '', to: kept.to ?? '', sort: (kept.sort ?? '') as QueueSort,
  }
}

export function sameFilter(a: QueueFilter, b: QueueFilter): boolean {
  return (Object.keys(a) as (keyof QueueFilter)[]).every((name) => a[name] === b[name])
}

/* What somebody has filled in so far, as the screen holds it; the same object is what a draft keeps. */
import type { DraftFile, FilingApplicant, FilingProcedure } from '@/api/types'
import type { JsonObject } from '@/eform/schema'

export type Channel = 'online' | 'counter' | 'postal' | 'kiosk'
export interface PartyData { name: string; kind: string; id_no: string; address: string; phone: string; email: string }
export interface Filled {
  agency: string
  components: string[]
  form: Record<string, JsonObject>
  onPaper: boolean
  proxy: boolean
  owner: PartyData
  submitter: PartyData
  proxyPaper: string
  sets: number
  delivery: string
  deliveryAddress: string
}

export const KINDS = ['citizen', 'business', 'agency', 'other'] as const
export const WAYS = ['electronic', 'counter', 'postal'] as const
const CHANNELS: Record<string, Channel> = { applicant: 'online', 'one-stop-officer': 'counter', 'postal-agent': 'postal' }
/* Who files by screen, without an officer's help: the e-forms are filled in, the identity is one's own. */
export const bySelf = (channel: Channel): boolean => channel === 'online' || channel === 'kiosk'
export const channelOf = (role: string | undefined): Channel | null => CHANNELS[role ?? ''] ?? null

export const nobody = (): PartyData => ({ name: '', kind: 'citizen', id_no: '', address: '', phone: '', email: '' })
export function partyOf(one: FilingApplicant): PartyData {
  return { name: one.name, kind: one.kind, id_no: one.id_no ?? '', address: one.address ?? '', phone: one.phone ?? '', email: one.email ?? '' }
}

export function begin(channel: Channel): Filled {
  return {
    agency: '', components: [], form: {}, onPaper: !bySelf(channel), proxy: false, owner: nobody(), submitter: nobody(), proxyPaper: '', sets: 1,
    delivery: bySelf(channel) ? 'electronic' : 'counter', deliveryAddress: '',
  }
}

/* A draft is what the screen had; a member that is no longer known is left out. */
export function resumed(data: unknown, channel: Channel): Filled {
  const fresh = begin(channel)
  if (typeof data !== 'object' || data === null) return fresh
  const own = JSON.parse(JSON.stringify(data)) as Partial<Filled> /* what the server answered is not ours to change */
  for (const name of Object.keys(fresh) as (keyof Filled)[]) {
    const had = own[name]
    if (had !== undefined && typeof had === typeof fresh[name]) Object.assign(fresh, { [name]: had })
  }
  return fresh
}

const said = (party: PartyData): Record<string, string> => Object.fromEntries(Object.entries(party).filter(([, value]) => value.trim() !== ''))

export function bodyOf(filled: Filled, procedure: FilingProcedure, channel: Channel, draft: number, hasForms: boolean): Record<string, unknown> {
  const body: Record<string, unknown> = {
    procedure: procedure.code, agency: filled.agency, channel, components: filled.components, delivery: filled.delivery, sets: bySelf(channel) ? 1 : filled.sets,
  }
  if (filled.delivery === 'postal' && filled.deliveryAddress.trim()) body.delivery_address = filled.deliveryAddress.trim()
  if (!bySelf(channel) || filled.proxy) body.owner = said(filled.owner)
  if (!bySelf(channel) && filled.proxy) body.submitter = said(filled.submitter)
  if (filled.proxy && filled.proxyPaper.trim()) body.proxy_paper = filled.proxyPaper.trim()
  if (hasForms && (bySelf(channel) || !filled.onPaper)) body.form = filled.form
  if (draft) body.draft = draft
  return body
}

/* What nothing can be filed without: who owns it, and who hands it in. As the server names the fields. */
export function nameless(filled: Filled, channel: Channel): string[] {
  const self = bySelf(channel)
  const parties = [...(!self || filled.proxy ? ['owner' as const] : []), ...(!self && filled.proxy ? ['submitter' as const] : [])]
  return parties.flatMap((who) => (['name', 'id_no'] as const).filter((part) => !filled[who][part].trim()).map((part) => `${who}/${part}`))
}

/* Handed in: ticked, or there with a file. */
export const isGiven = (filled: Filled, files: DraftFile[], code: string): boolean => filled.components.includes(code) || files.some((one) => one.component === code)
export function missingNames(filled: Filled, files: DraftFile[], procedure: FilingProcedure): string {
  return procedure.components.filter((one) => one.required && one.replaced_by_data === null && !isGiven(filled, files, one.code)).map((one) => one.name).join('; ')
}

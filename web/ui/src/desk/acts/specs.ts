/*
 * What each act asks of the officer: which fields its dialog shows and what is sent. An act that is not listed asks
 * for a note, or for a reason where the server says that one is required.
 */
import type { Action, Dossier, Oversight } from '@/api/types'

export type Field = 'confirm_missing' | 'components' | 'reason' | 'account' | 'eligible' | 'opinion' | 'kind' | 'summary' | 'outcome' | 'by' | 'fees' | 'method' | 'new_due' | 'note'
  | 'agency' | 'question' | 'answer_by' | 'agrees' | 'answer' | 'variant' | 'explanation' | 'done' | 'division' | 'to_step' | 'colleague' | 'participant' | 'participation' | 'contribution' | 'scores' | 'comment'
  | 'content' | 'cause' | 'new_content' | 'tracking' | 'receiver' | 'identity' | 'identity_number' | 'signed' | 'retention' | 'reference' | 'direction' | 'which' | 'report'

export interface Filled {
  confirm_missing: boolean
  components: string[]
  reason: string
  account: string
  eligible: string
  opinion: string
  kind: string
  summary: string
  outcome: string
  by: string
  new_due: string
  fees: string[]
  method: string
  note: string
  reference: string
  agency: string
  question: string
  answer_by: string
  agrees: string
  answer: string
  variant: string
  explanation: string
  done: string
  division: string
  to_step: string
  colleague: string
  participant: string
  participation: string
  contribution: string
  scores: Record<string, number>
  comment: string
  content: string
  cause: string
  new_content: string
  tracking: string
  receiver: string
  identity: string
  identity_number: string
  signed: boolean
  retention: string
  direction: string
  which: string
  report: string
}

export const CHOICES: Partial<Record<Field, string[]>> = {
  eligible: ['yes', 'no'],
  kind: ['grant', 'refuse'],
  outcome: ['granted', 'refused'],
  by: ['electronic', 'counter'],
  identity: ['receipt', 'identity_paper', 'authorisation'],
  cause: ['lost', 'damaged', 'wrong'],
  retention: ['permanent', '70', '50', '20', '10', '5'],
  participation: ['co_handler', 'follower'],
  method: ['cash', 'transfer', 'online'],
  agrees: ['yes', 'no'],
}

const FIELDS: Record<string, Field[]> = {
  accept: ['confirm_missing', 'note'],
  request_supplement: ['components', 'reason'],
  transfer: ['note'],
  refuse_intake: ['reason'],
  hand_over: ['division', 'note'],
  assign: ['account', 'note'],
  appraise: ['eligible', 'opinion'],
  draft: ['kind', 'summary'],
  submit: ['note'],
  initial: ['note'],
  approve: ['note'],
  send_back: ['to_step', 'reason'],
  recall: ['reason'],
  request_opinion: ['agency', 'question', 'answer_by'],
  give_opinion: ['agrees', 'answer'],
  change_variant: ['variant', 'reason'],
  complete_step: ['done'],
  explain: ['explanation'],
  reassign: ['account', 'reason'],
  add_participant: ['colleague', 'participation', 'note'],
  remove_participant: ['participant', 'note'],
  contribute: ['contribution'],
  nudge: ['note'],
  direct: ['direction', 'answer_by'],
  report: ['which', 'report'],
  number: ['note'],
  issue: ['note'],
  decide: ['outcome', 'note'],
  return_result: ['by', 'receiver', 'identity', 'identity_number', 'signed', 'note'],
  seal_result: ['note'],
  correct_result: ['content', 'reason'],
  revoke_result: ['reason'],
  reissue_result: ['cause', 'reason', 'new_content'],
  hand_to_post: ['tracking', 'note'],
  post_delivered: ['receiver', 'note'],
  post_came_back: ['reason'],
  archive: ['retention', 'note'],
  supplement: ['components'],
  draft_supplement: ['components', 'reason'],
  draft_apology: ['new_due', 'reason'],
  draft_stop: ['reason'],
  sign_notice: ['note'],
  reject_notice: ['reason'],
  stop: ['reason'],
  request_withdrawal: ['reason'],
  confirm_withdrawal: ['note'],
  refuse_withdrawal: ['reason'],
  request_payment: ['fees', 'note'],
  claim_payment: ['reference'],
  refuse_claim: ['reason'],
  confirm_payment: ['method', 'note'],
  refund: ['reason'],
  rate: ['scores', 'comment'],
}

/* The fact that a field is about, where an act records it as one (the server's `fact` of a change): what two officers may both have changed. */
export const FACT_OF: Partial<Record<Field, string>> = {
  eligible: 'eligible', opinion: 'opinion', kind: 'result_kind', summary: 'summary', outcome: 'outcome', by: 'returned_by', account: 'handler',
}

const verb = (act: string): string => act.replace(/^.*\./, '')
export const slug = (act: string): string => verb(act).replace(/_/g, '-')

/* What the server says accepting would have to confirm. */
export const missing = (action: Action): { code: string; name: string }[] => action.confirm?.missing ?? []

/* What the applicant was asked for, also where a first version is there already; failing that, all that is required and absent. */
export function owed(dossier: Dossier): string[] {
  const asked = dossier.components.filter((one) => one.requested)
  return (asked.length ? asked : dossier.components.filter((one) => one.required && !one.provided)).map((one) => one.code)
}

/* The directions that wait for this seat's report. */
const waiting = (dossier: Dossier): Oversight[] => dossier.oversight.filter((one) => one.yours)

/* One of a list that the dossier brings along: who, which division, which step. */
export interface Pick { value: string; label: string }
export function picksOf(field: Field, dossier: Dossier): Pick[] | null {
  switch (field) {
    case 'division': return dossier.divisions.map((one) => ({ value: one.code, label: one.name }))
    case 'agency': return dossier.agencies.map((one) => ({ value: one.code, label: one.name }))
    case 'variant': return dossier.variants.map((one) => ({ value: one.code, label: `${one.name} (${one.term})` }))
    case 'colleague': return dossier.colleagues.map((one) => ({ value: one.account, label: `${one.name} – ${one.role_name}` }))
    case 'participant': return dossier.participants.map((one) => ({ value: one.account, label: `${one.name} – ${one.kind_name}` }))
    case 'which': return waiting(dossier).map((one) => ({ value: String(one.id), label: `${one.by_name}: ${one.text}` }))
    case 'to_step': return dossier.steps.filter((one) => one.no < (dossier.step?.no ?? 0) && one.kind !== 'applicant').reverse()
      .map((one) => ({ value: String(one.no), label: `B${one.no}. ${one.name}` }))
    default: return null
  }
}

/* What is asked only after another answer. */
function applies(field: Field, action: Action, filled: Filled): boolean {
  if (verb(action.act) !== 'return_result' || !['receiver', 'identity', 'identity_number', 'signed'].includes(field)) return true
  return filled.by === 'counter' && (field !== 'identity_number' || (filled.identity !== '' && filled.identity !== 'receipt'))
}

export function fieldsOf(action: Action, dossier: Dossier, filled: Filled): Field[] {
  const fields = FIELDS[verb(action.act)] ?? [action.reason_required ? 'reason' : 'note']
  return fields.filter((one) => applies(one, action, filled) && (one !== 'confirm_missing' || missing(action).length > 0) && (one !== 'division' || dossier.divisions.length > 1) && (one !== 'which' || waiting(dossier).length > 1))
}

const OPTIONAL: Field[] = ['answer_by', 'note', 'comment', 'new_content']

export function emptyFields(fields: Field[], filled: Filled): Field[] {
  return fields.filter((one) => {
    if (OPTIONAL.includes(one)) return false
    const value = filled[one]
    if (one === 'scores') return Object.keys(filled.scores).length === 0
    return value === false || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)
  })
}

export function bodyOf(fields: Field[], filled: Filled, dossier: Dossier): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const field of fields) {
    const value = filled[field]
    if (field === 'eligible') body.eligible = value === 'yes'
    else if (field === 'account') body.account = dossier.assignees.find((one) => String(one.account) === value)?.account ?? value
    else if (field === 'to_step') body.to_step = Number(value)
    else if (field === 'colleague' || field === 'participant') body.account = value
    else if (field === 'which') body.direction = Number(value)
    else if (field === 'direction') body.text = String(value).trim()
    else if (field === 'participation') body.kind = value
    else if (field === 'new_due') body.new_due = `${String(value)}:00+07:00`
    else if (typeof value !== 'string') body[field] = value
    else if (field === 'tracking') body.tracking_number = value.trim()
    else if (field === 'new_content') { if (value.trim()) body.content = value.trim() }
    else if (field === 'contribution') body.opinion = value.trim()
    else if (field === 'agency') body.org = value
    else if (field === 'agrees') body.agrees = value === 'yes'
    else if (field === 'answer_by') { if (value) body.due_at = `${String(value)}:00+07:00` }
    else if (field === 'explanation') body.text = value.trim()
    else if (field === 'done') body.note = value.trim()
    else if (value.trim()) body[field] = value.trim()
  }
  return body
}

export function start(): Filled {
  return { confirm_missing: false, components: [], reason: '', account: '', eligible: '', opinion: '', kind: '', summary: '', outcome: '', by: '', fees: [], method: '', new_due: '', note: '', reference: '', agency: '', question: '', answer_by: '', agrees: '', answer: '', variant: '', explanation: '', done: '', division: '', to_step: '', colleague: '', participant: '', participation: '', contribution: '', scores: {}, comment: '', content: '', cause: '', new_content: '', tracking: '', receiver: '', identity: '', identity_number: '', signed: false, retention: '', direction: '', which: '', report: '' }
}

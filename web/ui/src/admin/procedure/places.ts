/*
 * Places of a draft's document (RFC 6901) in the words of the screen: what a finding is about is named as its field is, below the row it
 * stands in. The keys here are the labels the sections give those fields.
 */
import { tokens } from '@/eform/schema'

const GENERAL = 'procedures.general', FEE = 'procedures.fee', COMPONENT = 'procedures.component', STEP = 'procedures.steps', CASE = 'procedures.case'
const FIELDS: Record<string, Record<string, string>> = {
  version: {
    name_vi: `${GENERAL}.name_vi`, name_en: `${GENERAL}.name_en`, result_vi: `${GENERAL}.result_vi`, result_en: `${GENERAL}.result_en`, legal_basis: `${GENERAL}.legal`, source: `${GENERAL}.source`,
    certainty: `${GENERAL}.certainty`, term: `${GENERAL}.term`, intake: `${GENERAL}.intake`, non_territorial: `${GENERAL}.nonTerritorial`, supplement_max: `${GENERAL}.rounds`,
    supplement_policy: `${GENERAL}.policy`, silence_term: `${GENERAL}.silence`, effective_to: `${GENERAL}.effectiveTo`, replaced_by: `${GENERAL}.replacedBy`,
    fee_stage: `${FEE}.stage`, fee_text_vi: `${FEE}.text_vi`, fee_text_en: `${FEE}.text_en`,
  },
  rules: { source: 'procedures.rule.source', certainty: `${GENERAL}.certainty` },
  components: {
    name_vi: `${COMPONENT}.name_vi`, name_en: `${COMPONENT}.name_en`, code: `${COMPONENT}.code`, kind: `${COMPONENT}.kind`, handling: `${COMPONENT}.handling`, replaced_by_data: `${COMPONENT}.data`,
    required: `${COMPONENT}.required`, source: `${GENERAL}.source`, certainty: `${GENERAL}.certainty`,
  },
  fees: {
    name_vi: `${FEE}.name_vi`, name_en: `${FEE}.name_en`, code: `${FEE}.code`, basis: `${FEE}.basisLabel`, amount: `${FEE}.amount`, rate_milli: `${FEE}.rate`, amount_min: `${FEE}.min`, amount_max: `${FEE}.max`,
    item_vi: `${FEE}.item_vi`, item_en: `${FEE}.item_en`, channel: `${FEE}.channel`, effective_from: `${FEE}.from`, effective_to: `${FEE}.to`, source: `${FEE}.source`,
  },
  steps: {
    name_vi: `${STEP}.name_vi`, name_en: `${STEP}.name_en`, kind: `${STEP}.kind`, role: `${STEP}.role`, share_milli: `${STEP}.share`, limit_term: `${STEP}.limit`, on_limit: `${STEP}.stops`,
  },
  variants: { name_vi: `${CASE}.name_vi`, name_en: `${CASE}.name_en`, code: `${COMPONENT}.code`, province: `${CASE}.province`, certainty: `${GENERAL}.certainty`, source: `${GENERAL}.source`, term: `${GENERAL}.term` },
  eforms: { title_vi: 'procedures.eform.title_vi', title_en: 'procedures.eform.title_en', code: `${COMPONENT}.code`, source: `${GENERAL}.source`, certainty: `${GENERAL}.certainty` },
}

export interface PlacePart { list: string; index: number; place: string }
export interface PlaceParts { rows: PlacePart[]; field: string | null; inside: string }

/* The rows a place goes through, the key of its field's label, and what lies deeper than any field of the screen (an e-form's schema). */
export function partsOf(place: string): PlaceParts {
  const steps = tokens(place)
  const rows: PlacePart[] = []
  let list = 'version', at = steps[0] === 'version' ? 1 : 0
  while (at + 1 < steps.length && FIELDS[steps[at]!] && /^\d+$/.test(steps[at + 1]!)) {
    list = steps[at]!
    at += 2
    rows.push({ list, index: Number(steps[at - 1]), place: `/${steps.slice(0, at).join('/')}` })
  }
  const field = at < steps.length ? (FIELDS[list]?.[steps[at]!] ?? null) : null
  return { rows, field, inside: field || at >= steps.length ? '' : `/${steps.slice(at).join('/')}` }
}

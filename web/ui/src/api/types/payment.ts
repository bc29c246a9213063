/* Fees and payments of a dossier. */

export interface Fee {
  code: string
  name: string
  basis: string
  amount: number
  amount_min: number
  amount_max: number
  rate_milli: number
  item: string | null
  certainty: string
  source: string
}
export interface PaymentRequest {
  request: number
  stage: string
  total: number
  total_text: string
  requested_at: string
  requested_by: string
  paid_at: string | null
  confirmed_by: string | null
  method: string | null
  method_name: string | null
  receipt_number: string | null
  receipt_url: string | null
  claimed_at: string | null
  claim_reference: string | null
  claim_refused: string | null
  refunded_at: string | null
  refund_reason: string | null
  items: { name: string; basis: string; quantity: number; amount: number; amount_text: string }[]
}
/* How to pay while no payment system is connected. */
export interface PayInstruction { payee: string; account: string; bank: string; content: string; note: string }
export interface Payments {
  stage: string | null; stage_name: string | null; fee_text: string | null; financial: string; fees: Fee[]; requests: PaymentRequest[]; instruction: PayInstruction | null
}

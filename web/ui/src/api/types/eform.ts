/* E-forms: `schema` is JSON Schema with display hints; web/ui/src/eform reads it. */
import type { Certainty } from './catalogue'

export interface EFormHead { code: string; title: string; certainty: Certainty }
export interface EFormOffer { pointer: string; value: unknown; from: 'person' | 'earlier'; text: string }
export interface EFormFull extends EFormHead { source: string; schema: unknown; prefill: EFormOffer[] }
export interface EFormList { procedures: { code: string; name: string; eforms: EFormHead[] }[] }
export interface ProcedureEForms { procedure: { code: string; name: string }; version: number; eforms: EFormFull[] }
export interface EFormCheck { fits: boolean; text: string; fields: { field: string; key: string; detail: string }[] }
export interface Declaration extends EFormHead { revision: number; at: string; schema: unknown; data: unknown }
export interface DossierDeclarations { declarations: Declaration[] }

/* What the parts of one e-form on the screen share. Pointers are places in the declaration (RFC 6901). */
import { inject, type InjectionKey, type Ref } from 'vue'
import type { Json, Schema } from './schema'

export interface EFormContext {
  root: Readonly<Ref<Schema>>
  lang: Readonly<Ref<string>>
  get: (pointer: string) => Json | undefined
  set: (pointer: string, value: Json | undefined) => void
  /* Somebody has been there: from now on its error is shown. */
  touch: (pointer: string) => void
  error: (pointer: string) => string
  /* Where an offered value comes from, as long as it stands unchanged. */
  note: (pointer: string) => string
  id: (pointer: string) => string
}

export const EFORM: InjectionKey<EFormContext> = Symbol('eform')

export function useEFormContext(): EFormContext {
  const found = inject(EFORM)
  if (!found) throw new Error('a part of an e-form outside an e-form')
  return found
}

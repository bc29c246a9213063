/* What every control of an e-form is given, and what it does with its place. */
import { computed, type ComputedRef } from 'vue'
import { useEFormContext, type EFormContext } from '../context'
import type { Json, Schema } from '../schema'

export interface ControlProps {
  id: string
  schema: Schema
  pointer: string
  required: boolean
  label: string
  described?: string
  invalid: boolean
}

export function useControl(props: Readonly<ControlProps>): { form: EFormContext; value: ComputedRef<Json | undefined>; set: (to: Json | undefined) => void; leave: () => void } {
  const form = useEFormContext()
  return {
    form,
    value: computed(() => form.get(props.pointer)),
    set: (to) => form.set(props.pointer, to),
    leave: () => form.touch(props.pointer),
  }
}

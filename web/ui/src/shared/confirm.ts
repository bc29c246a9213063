/* One question at a time, answered by the dialog that App.vue holds. */
import { ref } from 'vue'

export interface Question { title: string; text: string; items?: string[]; ok: string; danger?: boolean }
export const question = ref<Question | null>(null)
let settle: (answer: boolean) => void = () => undefined

export function ask(asked: Question): Promise<boolean> {
  settle(false)
  question.value = asked
  return new Promise((resolve) => { settle = resolve })
}

export function answer(yes: boolean): void {
  question.value = null
  settle(yes)
  settle = () => undefined
}

/* After a refused sending the keyboard, and with it the screen, goes to the first field that something is said about: in a long dialog
 * on a small screen it lies above what is seen. What is said about no field is brought into sight, and the button has the focus back. */
import { nextTick } from 'vue'

/* The form whose field or button is in use, also where the button stands outside of it. Asked before a sending: a busy button has no focus. */
export function formInHand(): HTMLFormElement | null {
  const at = document.activeElement
  return (at instanceof HTMLButtonElement ? at.form : null) ?? at?.closest('form') ?? null
}

export async function toFirstWrong(form: HTMLFormElement | null): Promise<void> {
  await nextTick()
  const said = form?.querySelector<HTMLElement>('[aria-invalid="true"], .error:not(:empty), .notice[role="alert"]')
  if (!form || !said) return
  const field = said.ariaInvalid === 'true' ? said : said.matches('.error') ? fieldOf(said) : null
  if (!field) said.scrollIntoView({ block: 'nearest' })
  ;(field ?? form.querySelector<HTMLElement>('[type="submit"]') ?? document.querySelector<HTMLElement>(`[form="${form.id}"]`))?.focus()
}

/* Of several choices the one that is made, else the first. */
function fieldOf(said: HTMLElement): HTMLElement | null {
  const all = [...(said.parentElement?.querySelectorAll<HTMLElement>('input, select, textarea') ?? [])]
  return all.find((one) => one instanceof HTMLInputElement && one.checked) ?? all[0] ?? null
}

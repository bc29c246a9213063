/* What a place of the draft is called on the screen, and the way to its field. */
import { nextTick, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { isObject, text, type Schema } from '@/eform/schema'
import { useDraft, type DraftDesk } from './draft'
import { partsOf, type PlacePart } from './places'

export function usePlaces() {
  const { t, locale } = useI18n()
  const { editor, value, target } = useDraft()

  function nameOf({ list, index, place }: PlacePart): string {
    if (list === 'rules') {
      const code = value(`${place}/rule`)
      return t('procedures.place.rules', { name: editor.value!.words.rules.find((one) => one.code === code)?.name ?? index + 1 })
    }
    const field = `${list === 'eforms' ? 'title' : 'name'}_${locale.value === 'en' ? 'en' : 'vi'}`
    const name = value(`${place}/${field}`)
    return typeof name === 'string' && name !== '' ? t(`procedures.place.${list}`, { name, n: index + 1 }) : t(`procedures.place.${list}_unnamed`, { n: index + 1 })
  }
  /* Inside an e-form's schema: the label of the innermost field on the way, where there is one. */
  function titleAt(form: string, inside: string): string {
    for (let at = inside; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      const node = value(form + at)
      const title = isObject(node) && /\/properties\/[^/]+$/.test(at) ? text(node as unknown as Schema, 'title', locale.value) : ''
      if (title) return t('procedures.place.field', { name: title })
    }
    return inside.startsWith('/schema') ? t('procedures.eform.source') : ''
  }
  function label(place: string): string {
    const { rows, field, inside } = partsOf(place)
    const last = rows.at(-1)
    return [...rows.map(nameOf), field ? t(field) : '', last?.list === 'eforms' && inside ? titleAt(last.place, inside) : ''].filter(Boolean).join(' – ')
  }
  return { label, go: (place: string): void => { target.value = place } }
}

const REACHED = 'input:not([type="hidden"]), select, textarea, button'

/* The field of a place, or the first one near it: inside it, else inside what holds it. */
function fieldAt(place: string): HTMLElement | null {
  for (let at = place; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const holder = document.querySelector<HTMLElement>(`[data-place="${CSS.escape(at)}"], [data-place^="${CSS.escape(at)}/"]`)
    const field = holder?.querySelector<HTMLElement>(REACHED)
    if (field) return field
  }
  return null
}

/* For the page that holds the sections: shows the section a target lies in, lets it open what is folded, and gives the field the focus. */
export function useTarget({ target }: DraftDesk, show: (place: string) => Promise<unknown>): void {
  watch(target, async (place) => {
    if (place === null) return
    await show(place)
    await nextTick()
    await nextTick() /* the section has shown the row by now */
    fieldAt(place)?.focus()
    target.value = null
  })
}

/*
 * One e-form at work: what has been typed (kept also where a condition hides it for the moment), the declaration that comes of
 * it, what is wrong and where, and when that is told: at a field after somebody left it, everywhere once filing was tried.
 */
import { computed, nextTick, provide, reactive, ref, shallowRef, toRaw, useId, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { EFORM } from './context'
import { begin, type Offer, placesOf, tidy } from './fields'
import { judge, type PlacedError } from './judge'
import { at, copy, type Json, type JsonObject, put, type Schema } from './schema'
import { faultText, placeName } from './words'

export interface EFormProps { schema: Schema; modelValue: JsonObject; readonly?: boolean; errors?: PlacedError[]; offers?: Offer[] }
export interface Told { pointer: string; name: string; text: string }

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

export function useEForm(props: Readonly<EFormProps>, change: (value: JsonObject) => void) {
  const { t, locale } = useI18n()
  const uid = useId()
  const lang = computed(() => locale.value)
  /* The same form asked for again is no new form. */
  const root = shallowRef(toRaw(props.schema))
  watch(() => props.schema, (now) => { if (!same(now, root.value)) root.value = toRaw(now) })
  const draft = ref<JsonObject>({})
  const touched = reactive(new Set<string>())
  const answered = reactive(new Set<string>()) /* server errors whose place was changed since */
  const tried = ref(false)
  let sent: JsonObject | null = null

  function start(): void {
    const given = copy(props.modelValue ?? {})
    draft.value = Object.keys(given).length ? given : begin(root.value, props.offers ?? [], put)
    touched.clear()
    tried.value = false
    sent = null
  }
  watch(root, start, { immediate: true })
  watch(() => props.modelValue, (value) => { if (!same(value, sent)) start() })
  watch(() => props.errors, () => answered.clear())

  const value = computed(() => tidy(root.value, root.value, draft.value))
  watch(value, (now) => {
    if (props.readonly || same(now, sent)) return
    sent = now
    change(now)
  }, { immediate: true })

  const faults = computed(() => judge(root.value, value.value))
  const own = computed(() => new Map(faults.value.map((one) => [one.pointer, faultText(t, one, lang.value)])))
  const others = computed(() => new Map((props.errors ?? []).filter((one) => !answered.has(one.pointer)).map((one) => [one.pointer, one.text])))

  function error(pointer: string): string {
    const shown = tried.value || touched.has(pointer)
    return (shown ? own.value.get(pointer) : undefined) ?? others.value.get(pointer) ?? ''
  }

  const told = computed<Told[]>(() => {
    const all = new Map([...others.value, ...(tried.value ? own.value : [])])
    const order = placesOf(root.value, root.value, draft.value)
    const rank = (pointer: string): number => (pointer === '' ? -1 : order.indexOf(pointer) < 0 ? order.length : order.indexOf(pointer))
    return [...all].sort(([a], [b]) => rank(a) - rank(b)).map(([pointer, text]) => ({ pointer, text, name: placeName(root.value, pointer, lang.value, t('eform.whole')) }))
  })

  const id = (pointer: string): string => `${uid}${pointer}`

  /* The field itself, or the first thing in its group; the nearest around it where it is not on the screen. */
  function focus(pointer: string): void {
    for (let place = pointer; ; place = place.slice(0, place.lastIndexOf('/'))) {
      const found = document.getElementById(id(place))
      const target = found?.matches('input, select, textarea, button, [tabindex]') ? found : found?.querySelector<HTMLElement>('input, select, textarea, button')
      if (target) { target.focus(); return }
      if (place === '') return
    }
  }

  /* Judges all; false: the summary has the focus. */
  async function check(): Promise<boolean> {
    tried.value = true
    await nextTick()
    if (told.value.length === 0) return true
    document.getElementById(id('#summary'))?.focus()
    return false
  }

  provide(EFORM, {
    root, lang, error, id,
    get: (pointer) => at(draft.value, pointer),
    set: (pointer, to) => {
      answered.add(pointer)
      put(draft.value, pointer, to)
    },
    touch: (pointer) => void touched.add(pointer),
    note: (pointer) => {
      const offer = props.offers?.find((one) => one.pointer === pointer)
      return offer && same(offer.value, at(draft.value, pointer) as Json) ? offer.text : ''
    },
  })
  return { root, value, told, check, focus, id, tried }
}

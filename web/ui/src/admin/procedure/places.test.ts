import { describe, expect, it } from 'vitest'
import vi from '@/i18n/vi/procedures'
import { sectionOf } from './draft'
import { partsOf } from './places'

describe('a place of the draft', () => {
  it('is named by its field below the rows it goes through', () => {
    expect(partsOf('/version/rules/1/source')).toEqual({ rows: [{ list: 'rules', index: 1, place: '/version/rules/1' }], field: 'procedures.rule.source', inside: '' })
    expect(partsOf('/version/variants/0/steps/2/role')).toEqual({
      rows: [{ list: 'variants', index: 0, place: '/version/variants/0' }, { list: 'steps', index: 2, place: '/version/variants/0/steps/2' }], field: 'procedures.steps.role', inside: '',
    })
    expect(partsOf('/fees/3')).toEqual({ rows: [{ list: 'fees', index: 3, place: '/fees/3' }], field: null, inside: '' })
    expect(partsOf('/version/term')).toEqual({ rows: [], field: 'procedures.general.term', inside: '' })
    expect(partsOf('')).toEqual({ rows: [], field: null, inside: '' })
  })
  it('inside an e-form keeps what lies in the schema apart', () => {
    expect(partsOf('/version/eforms/0/schema/properties/ten/maxLenght')).toEqual({ rows: [{ list: 'eforms', index: 0, place: '/version/eforms/0' }], field: null, inside: '/schema/properties/ten/maxLenght' })
  })
  it('of a list that no screen shows is not mistaken for a field', () => {
    expect(partsOf('/version/unheard/0/name_vi').field).toBeNull()
  })
})

const sources = import.meta.glob<string>('./*.vue', { query: '?raw', import: 'default', eager: true })

/* Every field of the sections that is bound by a place has a name here and lies in the section that shows it. */
describe('the fields of the sections', () => {
  const sections = { general: 'GeneralSection', components: 'ComponentsSection', fees: 'FeesSection', steps: 'StepRows' } as const
  const prefix = { general: '', components: '/version/components/0/', fees: '/fees/0/', steps: '/version/steps/0/' } as const
  const text = (key: string): unknown => key.split('.').slice(1).reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], vi)
  for (const [section, file] of Object.entries(sections) as [keyof typeof sections, string][])
    it(`of ${file} are named`, () => {
      const places = [...sources[`./${file}.vue`]!.matchAll(/(?:\splace="(\/version\/\w+)"|\/\$\{i\}\/(\w+)`"|at\(i, '(\w+)'\)" :label)/g)].map((hit) => hit[1] ?? prefix[section] + (hit[2] ?? hit[3]!))
      expect(places.length).toBeGreaterThan(4)
      for (const place of places) {
        const { field } = partsOf(place)
        expect(field, place).not.toBeNull()
        expect(text(field!), `${place}: ${field}`).toBeTypeOf('string')
        expect(sectionOf(place), place).toBe(section)
      }
    })
})

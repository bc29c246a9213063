/*
 * Schemas and declarations drawn at random from a seed: small alphabets, so that names and values meet; every keyword that the
 * two validators share. A schema drawn is always one that may be published.
 */
const NAMES = ['a', 'b', 'cd', 'x1', 'số']
const TEXTS = ['', 'a', 'b', 'ab', 'Đ', 'abc 1', '2026-11-20', '001085012345', '💩']
const NUMBERS = [0, 1, 2, 3, -1, 1.5, 0.3, 4, 1e20, 0.75]
const PATTERNS = ['a', '^a', 'b$', '^[a-c]+$', '\\d', '^\\p{L}', '^.$', '\\s', '1|c', '^(?:ab)?$']
const FORMATS = ['date', 'vn-personal-id', 'hostname', 'regex', 'json-pointer']
const TYPES = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']

export function draw(count, seed) {
  let state = BigInt(seed)
  const bits = () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn
    return Number(state >> 33n)
  }
  const below = (n) => bits() % n
  const one = (list) => list[below(list.length)]
  const some = (list, most) => [...new Set(Array.from({ length: below(most + 1) }, () => one(list)))]
  const map = (names, value) => Object.fromEntries(names.map((name) => [name, value()]))

  function value(depth) {
    const kind = below(depth > 0 ? 10 : 6)
    if (kind === 0) return null
    if (kind === 1) return below(2) === 0
    if (kind <= 3) return one(NUMBERS)
    if (kind <= 5) return one(TEXTS)
    if (kind <= 7) return Array.from({ length: below(4) }, () => value(depth - 1))
    return map(some(NAMES, 4), () => value(depth - 1))
  }

  function keywords(depth, top) {
    const inner = () => schema(depth - 1)
    const list = () => Array.from({ length: 1 + below(3) }, inner)
    const flat = [
      ['type', () => (below(2) ? one(TYPES) : [...new Set([one(TYPES), one(TYPES), one(TYPES)])])],
      ['type', () => one(['object', 'array', ['object', 'array', 'string']])],
      ['enum', () => Array.from({ length: 1 + below(4) }, () => value(2))],
      ['const', () => value(1)],
      ['multipleOf', () => one([1, 2, 0.1, 0.25, 1.5])],
      ['minimum', () => one(NUMBERS)], ['maximum', () => one(NUMBERS)],
      ['exclusiveMinimum', () => one(NUMBERS)], ['exclusiveMaximum', () => one(NUMBERS)],
      ['minLength', () => below(4)], ['maxLength', () => below(4)],
      ['pattern', () => one(PATTERNS)], ['format', () => one(FORMATS)],
      ['required', () => some(NAMES, 2)],
      ['dependentRequired', () => map(some(NAMES, 2), () => some(NAMES, 2))],
      ['minProperties', () => below(3)], ['maxProperties', () => below(4)],
      ['minItems', () => below(3)], ['maxItems', () => below(4)], ['uniqueItems', () => below(2) === 0],
      ['$ref', () => one(['#/$defs/d', '#/$defs/e', '#e1'])],
    ]
    const deep = [
      ['properties', () => map(some(NAMES, 4), inner)], ['properties', () => map(some(NAMES, 4), inner)],
      ['patternProperties', () => map(some(PATTERNS, 2), inner)],
      ['additionalProperties', () => (below(2) ? false : inner())],
      ['propertyNames', inner],
      ['prefixItems', list], ['items', inner], ['contains', inner],
      ['allOf', list], ['anyOf', list], ['anyOf', list], ['oneOf', list], ['not', inner], ['if', inner],
      ['dependentSchemas', () => map(some(NAMES, 2), inner)],
      ['unevaluatedProperties', () => (below(2) ? false : inner())],
      ['unevaluatedItems', () => (below(2) ? false : inner())],
    ]
    const out = {}
    for (let i = 1 + below(top ? 5 : 3); i > 0; i--) {
      const [name, make] = one(depth > 0 && below(3) > 0 ? deep : flat)
      out[name] ??= make()
    }
    if (out.contains !== undefined && below(2)) out.minContains = below(3)
    if (out.contains !== undefined && below(2)) out.maxContains = below(3)
    if (out.if !== undefined && below(3)) out.then = inner()
    if (out.if !== undefined && below(3)) out.else = inner()
    return out
  }

  function schema(depth) {
    const kind = below(12)
    return kind === 0 ? true : kind === 1 && depth < 3 ? false : keywords(depth, depth === 3)
  }

  /* The definitions refer to the document only further down in the instance, so that no loop is drawn. */
  function definitions() {
    return { d: { type: ['object', 'null', 'integer'], properties: { a: { $ref: '#' } } }, e: { $anchor: 'e1', items: { $ref: '#/$defs/d' }, maxItems: 2 } }
  }

  return Array.from({ length: count }, (_, i) => {
    const drawn = keywords(3, true)
    return { keyword: Object.keys(drawn)[0], group: 'drawn', test: `number ${i}`, schema: { $defs: definitions(), ...drawn }, data: value(3) }
  })
}

/*
 * Three checks on the words of the screens: both languages have the same keys and the same {places}; every key that the
 * sources name exists (and where a sentence is asked for, is one), and no key is unused; no template holds a sentence of its own.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from '@vue/compiler-sfc'
import { build } from 'vite'

const root = fileURLToPath(new URL('../src', import.meta.url))
const faults = []

async function words(language) {
  const built = await build({
    configFile: false, logLevel: 'silent',
    build: { write: false, minify: false, rollupOptions: { input: join(root, `i18n/${language}/index.ts`), preserveEntrySignatures: 'strict', output: { format: 'es' } } },
  })
  const code = [built].flat()[0].output[0].code
  const found = (await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)).default
  const flat = new Map()
  const walk = (node, path) => {
    for (const [name, value] of Object.entries(node)) {
      if (typeof value === 'string') flat.set([...path, name].join('.'), value)
      else walk(value, [...path, name])
    }
  }
  walk(found, [])
  return flat
}

const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1]).sort().join(',')

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    const path = join(folder, one.name)
    if (one.isDirectory()) return files(path)
    return /\.(vue|ts)$/.test(one.name) ? [path] : []
  })
}

/* Texts in a template that no key stands behind. Names of the product and single signs are allowed. */
const ALLOWED = new Set(['Thao Trường', 'VI', 'EN'])
const SPOKEN = new Set(['label', 'title', 'placeholder', 'aria-label', 'alt', 'description'])
function lookInto(node, file) {
  const report = (text, line) => {
    const plain = text.replace(/&[#\w]+;/g, '').trim()
    if (/\p{L}{2,}/u.test(plain) && !ALLOWED.has(plain)) faults.push(`${file}:${line}: a sentence in the template: ${plain.slice(0, 60)}`)
  }
  if (node.type === 2) report(node.content, node.loc.start.line)
  for (const prop of node.props ?? []) if (prop.type === 6 && prop.value && SPOKEN.has(prop.name)) report(prop.value.content, prop.loc.start.line)
  for (const child of node.children ?? []) lookInto(child, file)
}

const vi = await words('vi')
const en = await words('en')
for (const [key, text] of vi) {
  if (!en.has(key)) faults.push(`en lacks ${key}`)
  else if (places(text) !== places(en.get(key))) faults.push(`${key}: other places in vi and en`)
  if (!text.trim() || /[|@]/.test(text)) faults.push(`vi ${key}: empty, or a sign that the message format reserves`)
}
for (const [key, text] of en) {
  if (!vi.has(key)) faults.push(`vi lacks ${key}`)
  if (!text.trim() || /[|@]/.test(text)) faults.push(`en ${key}: empty, or a sign that the message format reserves`)
}

/* One file of texts per folder of screens: the names of the files begin the keys. */
const groups = [...new Set([...vi.keys()].map((key) => key.split('.')[0]))].join('|')
const named = new RegExp(`['"\`]((?:${groups})\\.[\\w.]+)(\\$\\{)?`, 'g')
/* What t('…') is given stands for one text, not for a group of them. */
const spoken = new RegExp(`\\bt\\('((?:${groups})\\.[\\w.]+)'[,)]`, 'g')
const used = new Set()
const stems = []
for (const path of files(root)) {
  if (path.includes('/i18n/')) continue
  const file = relative(root, path)
  const source = readFileSync(path, 'utf8')
  for (const hit of source.matchAll(named)) {
    if (hit[2] || hit[1].endsWith('.')) stems.push(hit[1])
    else used.add(hit[1])
  }
  for (const hit of source.matchAll(spoken)) if (!vi.has(hit[1])) faults.push(`${file}: ${hit[1]} is no text`)
  if (path.endsWith('.vue')) {
    const { descriptor } = parse(source)
    if (descriptor.template?.ast) lookInto(descriptor.template.ast, file)
    const lines = source.split('\n').length
    if (lines > 200) faults.push(`${file}: ${lines} lines, more than 200`)
    if (/\sstyle="/.test(descriptor.template?.content ?? '')) faults.push(`${file}: an inline style, which the page's policy forbids`)
  }
}
for (const key of used) if (!vi.has(key) && !stems.includes(key) && ![...vi.keys()].some((one) => one.startsWith(`${key}.`))) faults.push(`no text for ${key}`)
for (const stem of stems) if (![...vi.keys()].some((key) => key.startsWith(stem))) faults.push(`no text begins with ${stem}`)
for (const key of vi.keys()) if (!used.has(key) && !stems.some((stem) => key.startsWith(stem))) faults.push(`nobody uses ${key}`)

if (faults.length) {
  console.error(faults.join('\n'))
  process.exit(1)
}
console.log(`${vi.size} texts in two languages, all used`)

/* harness: one browser, one walk, everything that went wrong on the way.
 *
 * What always holds after a walk:
 * 1. no uncaught error and no console error or warning of our own making;
 * 2. no content-security-policy report;
 * 3. no request that left the server under test;
 * 4. no answer of 400 or more that the walk did not announce with `expects`;
 * 5. axe, with every rule on, found nothing serious or critical where the walk asked it.
 * A walk passes only when its own assertions and all of these hold. */
import { chromium } from 'playwright-core'
import { createRequire } from 'node:module'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './server.mjs'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage']
const IGNORED_CONSOLE = [/^Failed to load resource: the server responded with a status of [45]\d\d/] /* judged as answers */

const VIET = /[ăâđêôơưàáạảãầấậẩẫằắặẳẵèéẹẻẽềếệểễìíịỉĩòóọỏõồốộổỗờớợởỡùúụủũừứựửữỳýỵỷỹ]/i
/* Members of answers that the server itself puts into the reader's language; the others are data as it was entered. */
const TRANSLATED = new Set(['state_name', 'role_name', 'act_name', 'event_name', 'day_name', 'result_name', 'detail', 'goal', 'brief'])
const TRANSLATED_IN = { actions: ['name'], checks: ['text', 'why'], hints: ['text'], mistakes: ['text'], exercises: ['title'], verdicts: ['text'] }

export const WIDTHS = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844 }, 1080: { width: 1080, height: 1920 } }

export async function openBrowser(more = []) {
  return await chromium.launch({
    executablePath: process.env.THAO_CHROMIUM ?? '/usr/bin/chromium', headless: true, args: [...FLAGS, ...more],
  })
}

/* Before this person's camera plays the film of that file (y4m.mjs), read when the camera is switched on. */
const cameraFlags = (file) => ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`]

/* One person's browser: a context with its own cookies. `walk.person()` makes another beside it. */
class Person {
  constructor(walk, context, page, name) {
    Object.assign(this, { walk, context, page, name })
    this.english = false
    this.data = new Set()
    page.on('response', (response) => void this.listen(response))
  }

  /* By the attribute the screens promise; see web/ui/README.md. */
  at(id) {
    return this.page.locator(`[data-test="${id}"]`)
  }

  async go(path) {
    await this.page.goto(this.walk.base + path, { waitUntil: 'load' })
  }

  async shot(name) {
    /* caret and animations left alone: hiding them would insert a style element, which the policy rightly reports */
    const file = `${String(++this.walk.shots).padStart(2, '0')}-${this.name}-${name}.png`
    await this.page.screenshot({ path: join(this.walk.folder, file), caret: 'initial', animations: 'allow', fullPage: Boolean(process.env.THAO_WHOLE) })
  }

  /* Everything axe knows, on the page as it stands. */
  async axe(where) {
    await this.page.evaluate(axeSource)
    const result = await this.page.evaluate(async () => {
      const found = await globalThis.axe.run(document, { resultTypes: ['violations'] })
      return found.violations.map((v) => ({
        id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.slice(0, 5).map((n) => `${n.target.join(' ')}  ${n.html.slice(0, 160)}`),
      }))
    })
    this.walk.axePages += 1
    for (const v of result) {
      const text = `axe at ${where}: ${v.impact} ${v.id}: ${v.help}\n      ${v.nodes.join('\n      ')}`
      if (v.impact === 'serious' || v.impact === 'critical') this.walk.problem(text)
      else this.walk.notes.push(text)
    }
  }

  /* No sideways scrolling of the page as a whole: content must fit the width. */
  async fits(where) {
    const over = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (over > 0) this.walk.problem(`${where}: the page is ${over} px wider than the window`)
  }

  /* Visible words that look like a key of the text tables instead of a sentence. */
  async noKeys(where) {
    const keys = await this.page.evaluate(() => {
      const key = /^[a-z][a-z0-9_]+(\.[a-z][a-z0-9_]+)+$/
      const name = /\.(vn|org|com|csv|xlsx|pdf|lua|md|json)$/i
      return document.body.innerText.split(/\s+/).filter((w) => key.test(w) && !name.test(w))
    })
    if (keys.length) this.walk.problem(`${where}: text keys on the screen: ${[...new Set(keys)].slice(0, 8).join(', ')}`)
  }

  /* Two words of different elements that stand on the screen as one: “Giấy ủy quyền05/2026”. */
  async noGluedWords(where) {
    const glued = await this.page.evaluate(() => {
      const edge = (node, from) => {
        const range = document.createRange()
        range.setStart(node, from)
        range.setEnd(node, from + 1)
        return range.getBoundingClientRect()
      }
      const out = []
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(), last = null; node; node = walker.nextNode()) {
        if (!node.data || node.parentElement.closest('script, style, .sr-only') || !node.parentElement.checkVisibility()) continue
        if (last && last.parentElement !== node.parentElement && /[\p{L}\p{N}]$/u.test(last.data) && /^[\p{L}\p{N}]/u.test(node.data)) {
          const [left, right] = [edge(last, last.length - 1), edge(node, 0)]
          if (left.width && right.width && Math.abs(right.left - left.right) < 1 && left.bottom > right.top && right.bottom > left.top) out.push(`${last.data.slice(-24)}|${node.data.slice(0, 24)}`)
        }
        last = node
      }
      return out
    })
    if (glued.length) this.walk.problem(`${where}: words without a space between: ${[...new Set(glued)].slice(0, 8).join('   ')}`)
  }

  /* What the server said since the language was chosen: data may be Vietnamese, its own sentences may not. */
  hear(value, key, list, path) {
    if (typeof value === 'string') {
      if (!VIET.test(value)) return
      this.data.add(value)
      if (TRANSLATED.has(key) || TRANSLATED_IN[list]?.includes(key))
        this.walk.problem(`${this.name}: ${path}: ${list ?? ''} ${key} is not in English: ${value.slice(0, 60)}`)
    } else if (Array.isArray(value)) {
      for (const one of value) this.hear(one, key, key, path)
    } else if (value && typeof value === 'object') {
      for (const [name, one] of Object.entries(value)) this.hear(one, name, Array.isArray(one) ? name : list, path)
    }
  }

  async listen(response) {
    const path = new URL(response.url()).pathname
    if (!this.english || !path.startsWith('/api/') || !/json/.test(response.headers()['content-type'] ?? '')) return
    if (response.request().headers()['accept-language']?.startsWith('en') && !path.endsWith('/openapi.json'))
      this.hear(await response.json().catch(() => null), null, null, path)
  }

  /* Vietnamese on an English screen that is neither data nor marked lang="vi". */
  async onlyEnglish(where) {
    const texts = await this.page.evaluate((source) => {
      const letters = new RegExp(source, 'i')
      const out = []
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const box = node.parentElement
        if (!box || !letters.test(node.data) || !box.checkVisibility()) continue
        if (box.closest('script, style, [lang]:not(html)')?.getAttribute('lang') === 'vi') continue
        out.push({ text: node.data.trim(), box: `${box.tagName.toLowerCase()}.${box.className}` })
      }
      return out
    }, VIET.source)
    const known = ['Thao Trường', ...this.data].sort((a, b) => b.length - a.length)
    const isData = (text) => known.some((data) => data.includes(text)) || !VIET.test(known.reduce((rest, data) => rest.replaceAll(data, ''), text))
    const found = texts.filter(({ text }) => !isData(text))
    if (found.length)
      this.walk.problem([`${where}: Vietnamese on the English screen:`, ...found.slice(0, 12).map((f) => `${f.text.slice(0, 60)}  (${f.box})`)].join('\n      '))
  }
}

/* The run of one walk at one width. */
export class Walk {
  constructor({ name, base, browser, width, lang = 'vi' }) {
    Object.assign(this, { name, base, browser, width, lang })
    this.folder = join(ROOT, 'test-output', 'e2e', `${name}-${width}`)
    mkdirSync(this.folder, { recursive: true })
    this.problems = []
    this.notes = []
    this.expected = []
    this.contexts = []
    this.browsers = []
    this.shots = 0
    this.axePages = 0
    this.narrow = width < 600
  }

  problem(text) {
    if (!this.problems.includes(text)) this.problems.push(text)
  }

  /* From here on answers of this status to paths that match are part of the walk. */
  expects(status, path) {
    this.expected.push({ status, path })
  }

  /* `camera` names the file of a film: such a person has a browser, not only a context, of its own. */
  async person(name, { lang = this.lang, camera = null } = {}) {
    const browser = camera ? await openBrowser(cameraFlags(camera)) : this.browser
    if (camera) this.browsers.push(browser)
    const context = await browser.newContext({
      ...(camera ? { permissions: ['camera'] } : {}),
      viewport: WIDTHS[this.width], locale: lang === 'vi' ? 'vi-VN' : 'en-GB', timezoneId: 'Asia/Ho_Chi_Minh',
      acceptDownloads: true, reducedMotion: 'reduce', serviceWorkers: 'block',
    })
    context.setDefaultTimeout(Number(process.env.THAO_PATIENCE ?? 15_000))
    this.contexts.push(context)
    await context.exposeBinding('__policyReport', (_source, text) => this.problem(`${name}: policy report: ${text}`))
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (e) =>
        globalThis.__policyReport(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber} ${e.sample}`))
    })
    const page = await context.newPage()
    page.on('pageerror', (error) => this.problem(`${name}: uncaught: ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return
      if (IGNORED_CONSOLE.some((known) => known.test(message.text()))) return
      this.problem(`${name}: console ${message.type()}: ${message.text()} (${message.location().url}:${message.location().lineNumber})`)
    })
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(this.base + '/') && !/^(data|blob|about):/.test(url)) this.problem(`${name}: a request left the server: ${url}`)
    })
    page.on('response', (response) => {
      if (response.status() < 400) return
      const path = new URL(response.url()).pathname
      if (this.expected.some((e) => e.status === response.status() && e.path.test(path))) return
      this.problem(`${name}: ${response.request().method()} ${path} answered ${response.status()}`)
    })
    return new Person(this, context, page, name)
  }

  async close() {
    for (const context of this.contexts) await context.close()
    for (const browser of this.browsers) await browser.close()
    if (this.notes.length) writeFileSync(join(this.folder, 'notes.txt'), this.notes.join('\n') + '\n')
  }

  /* Leaves a picture of every open page, for whoever has to find out. */
  async lastSight() {
    for (const context of this.contexts)
      for (const page of context.pages())
        await page.screenshot({ path: join(this.folder, `failed-${++this.shots}.png`), caret: 'initial', animations: 'allow' }).catch(() => {})
  }
}

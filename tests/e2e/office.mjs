/* office: what people do on the screens, in the words of the walks. Each waits until the screen shows that it happened. */
import assert from 'node:assert/strict'

/* The trainer of the demo class and its code, as the server printed them at its first start. */
export function demo(server) {
  const text = server.logText()
  const password = text.match(/password:\s+(\S+)/)?.[1]
  const code = text.match(/class code:\s+(\S+)/)?.[1]
  assert(password && code, `no demo trainer or class code in the log:\n${text.slice(-1500)}`)
  return { username: 'giangvien', password, code }
}

/* Every look a finished screen must stand: axe, width, no keys; and English only where it is the language. */
export async function look(person, where) {
  await person.page.waitForLoadState('networkidle')
  await person.shot(where)
  await person.axe(where)
  await person.fits(where)
  await person.noKeys(where)
  await person.noGluedWords(where)
  if (person.english) await person.onlyEnglish(where)
}

export async function language(person, code) {
  person.english = code === 'en'
  await person.at(`language-${code}`).click()
  await person.page.locator(`html[lang="${code}"]`).waitFor({ state: 'attached' })
}

/* Joins with code and name; answers the four words. */
export async function join(person, code, name) {
  await person.at('join-code').fill(code)
  await person.at('join-name').fill(name)
  await person.at('join-submit').click()
  await person.at('return-card').waitFor()
  const words = (await person.at('return-code-shown').innerText()).trim().split(/\s+/)
  assert.equal(words.length, 4, `a return code of four words: ${words}`)
  return words.join(' ')
}

export async function signIn(person, { username, password }) {
  await person.at('trainer-username').fill(username)
  await person.at('trainer-password').fill(password)
  await person.at('trainer-submit').click()
  await person.page.waitForURL(/\/giang-vien/)
}

/* On a narrow window the coach is a drawer; `inCoach` opens it, does `job` and closes it again. */
export async function inCoach(person, job) {
  if (!person.walk.narrow) return await job()
  await person.at('coach-open').click()
  await person.at('next-step').waitFor()
  try {
    return await job()
  } finally {
    if (await person.at('next-step').isVisible()) {
      await person.page.keyboard.press('Escape')
      await person.at('next-step').waitFor({ state: 'hidden' })
    }
  }
}

export async function takeSeat(person, seat) {
  await inCoach(person, async () => {
    const select = person.at('seat-select')
    if ((await select.inputValue()) === seat) return
    await select.selectOption(seat)
    await person.page.waitForFunction((id) => document.getElementById('seat-select')?.value === id, seat)
  })
}

/* Closes what the last act told, so that it hides nothing; answers its words. */
export async function readToast(person) {
  const toast = person.at('toast').last()
  await toast.waitFor()
  const text = await toast.innerText()
  await closeToasts(person)
  return text
}

export async function closeToasts(person) {
  for (let n = 0; n < 20 && (await person.at('toast-close').count()); n++)
    await person.at('toast-close').first().click({ timeout: 2000 }).catch(() => {}) /* one may go by itself meanwhile */
}

/* What was refused leads to its field: the keyboard stands there, whoever sent it. */
export async function standsAt(person, test) {
  await person.page.waitForFunction((id) => document.activeElement?.dataset.test === id, test, { polling: 50 })
}

/* Does one act on the open dossier: opens its dialog, fills what `fill` says, sends it. Answers what the screen told. */
export async function act(person, slug, fill = {}) {
  await person.at(`act-${slug}`).click()
  await person.at('act-form').waitFor()
  assert.doesNotMatch(await person.at('act-form').innerText(), /\bk\d|[ ,]Đ\d/, 'the law is cited as officers cite it')
  if (fill.confirm_missing) await person.at('confirm-missing').click()
  for (const code of fill.components ?? []) {
    const box = person.at(`component-${code}`)
    if (!(await box.locator('input').isChecked())) await box.click()
  }
  if (fill.account) await person.at(`assignee-${fill.account}`).click()
  else if (fill.account === '') await person.page.locator('[data-test^="assignee-"]').first().click()
  for (const field of ['eligible', 'kind', 'outcome', 'by', 'agrees', 'participation', 'method', 'identity', 'cause', 'retention'])
    if (fill[field]) await person.at(`${field}-${fill[field]}`).click()
  for (const field of ['to_step', 'colleague', 'participant', 'agency', 'variant'])
    if (fill[field]) await person.at(`field-${field}`).selectOption(fill[field])
  for (const [indicator, score] of Object.entries(fill.scores ?? {})) await person.at(`rating-${indicator}-${score}`).click()
  if (fill.signed) await person.at('field-signed').click()
  for (const field of ['reason', 'opinion', 'summary', 'note', 'question', 'answer', 'done', 'explanation', 'contribution', 'content', 'new_content', 'tracking', 'receiver', 'identity_number', 'comment', 'direction', 'report'])
    if (fill[field]) await person.at(`field-${field}`).fill(fill[field])
  if (fill.look) await look(person, fill.look)
  await person.at('act-send').click()
  await person.at('act-form').waitFor({ state: 'hidden' })
  return await readToast(person)
}

export async function verdictOf(person, check) {
  return await inCoach(person, async () => await person.at(`check-${check}`).first().getAttribute('data-verdict'))
}

/* Opens a dossier of the queue by its number in the list of all. */
export async function openDossier(person, id) {
  const listed = person.at(`dossier-${id}`).locator('a.open')
  const away = person.at('to-queue')
  await away.or(person.at('queue')).or(person.at('queue-empty')).first().waitFor()
  if (!(await listed.count())) {
    if (await away.count()) await away.click()
    await person.at('view-all').click()
  }
  await listed.click()
  await person.at('dossier-header').waitFor()
}

export async function tab(person, name) {
  await person.page.locator(`#tab-${name}`).click()
  await person.page.locator(`#pane-${name}`).waitFor()
  await person.page.locator(`#pane-${name} [aria-busy="true"]`).waitFor({ state: 'detached' }) /* a section is asked for when it is opened */
}

/* The seat that holds the dossier, taken from the dossier's own page. */
export async function takeHolderSeat(person) {
  await person.at('take-holder-seat').click()
  await person.at('take-holder-seat').waitFor({ state: 'hidden' })
  await readToast(person)
}

/* The timeline; on a narrow window the coach makes room for it by itself. */
export async function openTimeline(person) {
  if (person.walk.narrow) await person.at('coach-open').click()
  await person.at('timeline-open').click()
  await person.at('timeline').waitFor()
  if (person.walk.narrow) await person.at('next-step').waitFor({ state: 'hidden' })
}

/* Rewinds to the act of that number through the timeline. */
export async function rewindTo(person, number) {
  await openTimeline(person)
  await person.at(number === 0 ? 'rewind-start' : `rewind-${number}`).click()
  await person.at('confirm-yes').click()
  await person.at('timeline').waitFor({ state: 'hidden' })
  await readToast(person)
}

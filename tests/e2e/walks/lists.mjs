/* The list of dossiers: words without accents, whose work and filed when, the filter in the address through reload and back, what is shown of how many. */
import assert from 'node:assert/strict'
import { hurry } from '../hurry.mjs'
import { demo, join, look, readToast, standsAt, takeSeat } from '../office.mjs'

export const about = 'the list: search without accents, by handler and days of filing, filters that survive reload and the way back, saved, the count'
export const gate = []

const rows = '[data-test="queue"] tbody tr'

export default async function lists(walk, server) {
  const person = await walk.person('officer')
  await person.go('/')
  await join(person, demo(server).code, 'Lê Thị Danh Sách')
  await person.at('return-code-go').click()
  await person.at('exercise-thuc-hanh-tu-do').locator('[data-test="exercise-start"]').click()
  await person.at('queue').waitFor()
  await takeSeat(person, 'mc')
  await person.at('view-all').click()
  await person.page.waitForURL(/view=all/)
  const all = await person.page.locator(rows).count()
  assert(all >= 5, `five dossiers or more: ${all}`)
  assert.match(await person.at('queue-shown').innerText(), new RegExp(`${all}.*${all}`))
  await look(person, 'all')
  await person.at('queue-search').fill('hop chuan')
  await person.page.waitForURL(/q=hop/)
  await person.page.waitForFunction(([list, n]) => document.querySelectorAll(list).length < n, [rows, all])
  const some = await person.page.locator(rows).count()
  await person.page.reload()
  await person.at('queue').waitFor()
  assert.equal(await person.at('queue-search').inputValue(), 'hop chuan', 'the words survive a reload')
  assert.equal(await person.page.locator(rows).count(), some)
  await look(person, 'words')
  await person.page.locator(`${rows} a.open`).first().click()
  await person.at('dossier-header').waitFor()
  await person.page.goBack()
  await person.at('queue').waitFor()
  assert.equal(await person.page.locator(rows).count(), some, 'back keeps the filter')

  /* whose work it is: by keyboard, with a dossier that the head has given to somebody */
  const office = await hurry(person)
  const given = await office.file('dn', '1.014445')
  await office.to(given, 3)
  await office.room('mc', '?view=all')
  await person.at('queue').waitFor()
  assert.equal(await person.page.locator(rows).count(), all + 1)
  await person.at('more-filters').focus()
  await person.page.keyboard.press('Enter')
  await person.at('queue-handler').selectOption('cv')
  await person.page.waitForURL(/handler=cv/)
  await person.page.waitForFunction((list) => document.querySelectorAll(list).length === 1, rows)
  await person.at(`dossier-${given}`).waitFor()
  assert.match(await person.at('queue-shown').innerText(), /1.*1/)
  await look(person, 'handler')

  /* when it was filed: a period that ends before it begins is told, and nothing is shown as if it were its answer */
  const today = await person.page.evaluate(async () => (await (await fetch(`/api/attempts/${location.pathname.split('/')[2]}`)).json()).clock.now.slice(0, 10).split('-').reverse().join('/'))
  await person.at('queue-from').fill(today)
  await person.page.waitForURL(/from=\d{4}-\d\d-\d\d/)
  await person.at('queue-to').fill('01/01/2020')
  await person.at('queue-turned').waitFor()
  assert.equal(await person.page.locator(rows).count(), 0)
  await look(person, 'turned')
  await person.at('to-off').click()
  await person.at('from-off').click()
  await person.at('queue-to').fill('01/01/2020')
  await person.at('queue-empty').waitFor()
  await person.at('queue-to').fill('31/12/2099')
  await person.at(`dossier-${given}`).waitFor()
  await person.page.reload()
  await person.at(`dossier-${given}`).waitFor()
  assert.equal(await person.page.locator(rows).count(), 1, 'handler and period survive a reload')
  await look(person, 'tags')
  await person.at(`dossier-${given}`).locator('a.open').click()
  await person.at('dossier-header').waitFor()
  await person.page.goBack()
  await person.at('handler-off').waitFor()

  /* kept as a view */
  await person.at('view-save').click()
  await person.at('view-name').fill('Của chuyên viên cv')
  await person.at('view-send').click()
  await person.at('view-name').waitFor({ state: 'hidden' })
  await standsAt(person, 'view-pick') /* the button that was pressed is gone */
  await readToast(person)
  await person.at('handler-off').click()
  await person.at('to-off').click()
  await person.page.waitForFunction(([list, n]) => document.querySelectorAll(list).length === n, [rows, all + 1])
  await person.at('view-pick').selectOption({ label: 'Của chuyên viên cv' })
  await person.page.waitForURL(/handler=cv.*to=2099-12-31/)
  await person.page.waitForFunction((list) => document.querySelectorAll(list).length === 1, rows)
  await person.at('view-remove').click()
  await person.at('confirm-yes').click()
  await standsAt(person, 'view-save')
  assert.match(await readToast(person), /Đã xóa bộ lọc “Của chuyên viên cv”/)
  await longNames(person, office)
}

/* A name as long as names may be, and a long text kept: the columns beside it and the dossier below it stay in sight. */
async function longNames(person, office) {
  const name = 'Công ty TNHH Một thành viên Đầu tư Xây dựng Thương mại Xuất nhập khẩu Khoa học và Công nghệ cao Lạng Sơn – CN Đồng Đăng Nguyễntrườngdàikhôngcódấu'
  const id = await office.file('mc', '1.014445', { channel: 'counter', owner: { name, kind: 'business', id_no: '0063778316' } })
  await office.room('mc', '?view=all')
  await person.at(`dossier-${id}`).waitFor()
  const cell = await person.at(`dossier-${id}`).locator('td.state').evaluate((td) => ({ wide: td.getBoundingClientRect().width, words: td.innerText }))
  const owner = await person.at(`dossier-${id}`).locator('td.owner').evaluate((td) => td.getBoundingClientRect().width)
  assert(cell.wide >= 180 && owner >= 180, `${cell.words} in ${cell.wide} px, the owner in ${owner} px`)
  await look(person, 'long-name')
  await person.at(`dossier-${id}`).locator('a.open').click()
  await person.at('act-refuse-intake').click()
  await person.at('field-reason').fill('Không thuộc thẩm quyền giải quyết của cơ quan. '.repeat(40))
  await person.at('draft-line').waitFor()
  await person.page.keyboard.press('Escape')
  await person.at('act-form').waitFor({ state: 'hidden' })
  await person.at('drafts-kept').waitFor()
  const high = await person.at('drafts-kept').evaluate((list) => list.getBoundingClientRect().height)
  assert(high < 400, `what is kept takes ${high} px`)
  await look(person, 'long-draft')
}

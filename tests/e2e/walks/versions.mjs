/* What the system administrator does with versions beside writing them: says where a rule comes from, adds a case with steps of its own,
 * publishes for a later day, sees that the day was wrong and takes the version back, corrects it and publishes anew; the fees of each
 * version are read at the versions and at the procedure's page. */
import assert from 'node:assert/strict'
import { call, edit, openEditor, type, world } from '../editor.mjs'
import { closeToasts, demo, join, language, look, readToast, takeSeat } from '../office.mjs'

export const about = 'versions of a procedure: sources of rules, cases, fees of each version, a version to come taken back'
export const gate = []

const EXERCISE = 'thuc-hanh-tu-do'
const CODE = '1.014391'

async function begin(admin) {
  await admin.at('draft-open').click()
  await admin.at('draft-bar').waitFor()
}

async function publish(admin, n, from) {
  await admin.at('draft-publish').click()
  await admin.at('publish-from').fill(from)
  await admin.at('publish-send').click()
  await admin.at(`version-${n}`).waitFor()
  await admin.at('publish-form').waitFor({ state: 'hidden' })
  await readToast(admin)
}

async function ruleSources(admin) {
  assert.equal(await admin.at('rule-silence_term').getAttribute('data-own'), 'true', 'the source is copied from the version')
  await edit(admin, () => admin.at('rule-silence_term-remove').click())
  await admin.at('rule-silence_term').getByText('mặc định của hệ thống').waitFor()
  await edit(admin, () => admin.at('rule-silence_term-add').click())
  await admin.page.locator('[data-test="finding-field"]').first().waitFor()
  assert.equal(await admin.at('draft-publish').isDisabled(), true, 'a basis that says nothing is not published')
  await look(admin, 'rule-without-source')
  await followFinding(admin)
  await type(admin, 'rule-silence_term-source', 'NĐ 262/2025/NĐ-CP Điều 9')
  await type(admin, 'draft-silence', '20')
  await edit(admin, () => admin.at('rule-silence_term-certainty').selectOption('inferred'))
  await look(admin, 'rules')
}

/* What is wrong is named as its field is, and leads to it: from the section, and from the review of the whole. */
async function followFinding(admin) {
  const way = admin.page.locator('[data-test="finding-go"]').first()
  assert.equal(await way.innerText(), 'Quy định “Người nộp không bổ sung thì dừng giải quyết sau” – Căn cứ của quy định')
  assert.doesNotMatch(await admin.at('draft-findings').innerText(), /\/version/, 'no path of the document')
  for (const room of ['general', 'review']) {
    await admin.at(`section-${room}`).click()
    await way.click()
    await admin.page.waitForFunction(() => document.activeElement?.dataset.test === 'rule-silence_term-source')
  }
}

async function addCase(admin) {
  await admin.at('section-steps').click()
  await edit(admin, () => admin.at('case-add').click())
  await type(admin, 'case-name-vi', 'Có hội đồng tư vấn')
  await type(admin, 'case-name-en', 'With an advisory council')
  await type(admin, 'case-code', 'hoi-dong')
  await type(admin, 'steps-term', '15')
  await admin.page.locator('[data-test="step-sum"][data-fits="false"]').waitFor()
  await followIntoCase(admin)
  await admin.at('step-open-2').click()
  await type(admin, 'step-2-share', '10,5')
  await admin.page.locator('[data-test="step-sum"][data-fits="true"]').waitFor()
  await look(admin, 'case')
  await edit(admin, () => admin.at('case-add').click())
  assert.equal(await admin.at('cases').getAttribute('data-count'), '2')
  await admin.at('case-remove').click()
  await edit(admin, () => admin.at('confirm-yes').click())
  assert.equal(await admin.at('cases').getAttribute('data-count'), '1')
  await admin.at('step-table').selectOption('1')
  assert.equal(await admin.at('case-name-vi').inputValue(), 'Có hội đồng tư vấn', 'the other case stays')
}

/* A case's step that is folded away in another section is opened on the way. */
async function followIntoCase(admin) {
  await admin.at('step-open-1').click()
  const name = await admin.at('step-1-name-vi').inputValue()
  await type(admin, 'step-1-name-vi', '')
  await admin.at('step-open-1').click()
  await admin.at('section-review').click()
  await look(admin, 'review-findings')
  await admin.page.locator('[data-test="finding-go"]', { hasText: 'Trường hợp “Có hội đồng tư vấn” – Bước 2 – Nội dung công việc' }).click()
  await admin.page.waitForFunction(() => document.activeElement?.dataset.test === 'step-1-name-vi')
  await type(admin, 'step-1-name-vi', name)
}

async function fee(admin, amount) {
  await admin.at('section-fees').click()
  const at = Number(await admin.at('draft-fees').getAttribute('data-count'))
  await edit(admin, () => admin.at('fee-add').click())
  await type(admin, `fee-${at}-name-vi`, 'Phí thẩm định')
  await type(admin, `fee-${at}-name-en`, 'Appraisal fee')
  await type(admin, `fee-${at}-amount`, amount)
}

async function review(admin) {
  await admin.at('section-review').click()
  const text = await admin.at('draft-changes').innerText()
  for (const said of ['Căn cứ của quy định “Người nộp không bổ sung thì dừng giải quyết sau” đổi từ', 'thành “NĐ 262/2025/NĐ-CP Điều 9”', 'Mức tin cậy của căn cứ', 'Thêm trường hợp “Có hội đồng tư vấn”, thời hạn 15 ngày làm việc.', 'Thêm khoản thu “Phí thẩm định”'])
    assert(text.includes(said), `the difference says: ${said}\n${text}`)
}

/* Published for the wrong day: asked first, refused while a draft hangs on it, then taken back with its text. */
async function takeItBack(admin) {
  await begin(admin)
  await admin.at('section-versions').click()
  assert.match(await admin.at('take-back-why-3').innerText(), /bản nháp/, 'a draft stands in the way, and it is said')
  await admin.at('draft-discard').click()
  await admin.at('confirm-yes').click()
  await admin.at('draft-bar').waitFor({ state: 'detached' })
  await closeToasts(admin)
  await admin.at('take-back-3').click()
  await admin.at('take-back-form').waitFor()
  await admin.at('take-back-send').click()
  assert.equal(await admin.at('take-back-reason').getAttribute('aria-invalid'), 'true', 'a reason is asked for')
  await admin.at('take-back-reason').fill('Công bố nhầm ngày áp dụng')
  await look(admin, 'take-back')
  await admin.at('take-back-send').click()
  await admin.at('draft-bar').waitFor()
  await readToast(admin)
  await review(admin)
  await admin.at('section-versions').click()
  await admin.at('version-2').waitFor()
  assert.equal(await admin.at('version-3').count(), 0, 'the version is gone')
  assert.match(await admin.at('version-2').innerText(), /Từ 18\/11\/2025/, 'the one before goes on')
  await look(admin, 'taken-back')
}

export default async function versions(walk, server) {
  const { code } = demo(server)
  const admin = await walk.person('admin')
  await admin.go('/')
  await join(admin, code, 'Nguyễn Quản Trị')
  await admin.at('return-code-go').click()
  await admin.at(`exercise-${EXERCISE}`).locator('[data-test="exercise-start"]').click()
  await admin.at('queue').waitFor()
  await openEditor(admin, CODE)
  await begin(admin)
  await ruleSources(admin)
  await addCase(admin)
  await fee(admin, '500000')
  await review(admin)
  await publish(admin, 3, '2027-01-04')
  await takeItBack(admin)
  await publish(admin, 3, '2027-02-01')
  assert.match(await admin.at('version-3-fees').innerText(), /500\.000 đồng – Phí thẩm định/)
  await begin(admin)
  await admin.at('section-fees').click()
  const last = Number(await admin.at('draft-fees').getAttribute('data-count')) - 1
  await type(admin, `fee-${last}-amount`, '400000')
  await publish(admin, 4, '2027-03-01')
  assert.match(await admin.at('version-3-fees').innerText(), /500\.000 đồng – Phí thẩm định \(từ 01\/02\/2027 đến hết 28\/02\/2027\)/, 'an old version tells its own fees')
  assert.match(await admin.at('version-4-fees').innerText(), /400\.000 đồng/)
  await look(admin, 'versions')
  const { path } = await world(admin)
  const rules = (await call(admin, 'GET', `${path}/catalogue/procedure?code=${CODE}`)).body.versions.find((one) => one.number === 4).rules
  assert.deepEqual([rules[2].source, rules[2].certainty, rules[2].value], ['NĐ 262/2025/NĐ-CP Điều 9', 'inferred', '20 ngày làm việc'])
  await admin.page.getByRole('link', { name: 'Xem trong danh mục' }).click()
  await admin.at('fees-version').selectOption('3')
  assert.match(await admin.at('procedure-fees').innerText(), /500\.000 đồng/)
  assert.doesNotMatch(await admin.at('procedure-fees').innerText(), /400\.000 đồng/)
  await admin.at('procedure-fees').scrollIntoViewIfNeeded()
  await look(admin, 'fees-of-version')
  await takeSeat(admin, 'qtht')
  await closeToasts(admin)
  await language(admin, 'en')
  await openEditor(admin, CODE)
  await admin.at('take-back-4').click()
  await admin.at('take-back-form').waitFor()
  await look(admin, 'take-back-en')
  await admin.at('take-back-cancel').click()
  await begin(admin)
  await admin.at('section-steps').click()
  await admin.at('step-table').selectOption('1')
  await look(admin, 'case-en')
}

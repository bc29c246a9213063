/* Every screen in English: no key, no sentence left in Vietnamese, whether from the screens or from the server. */
import { act, demo, inCoach, join, language, look, openDossier, openTimeline, signIn, tab } from '../office.mjs'
import { practise } from '../hurry.mjs'

export const about = 'every screen in English finds no untranslated text'
export const widths = [1440]

const EXERCISE = 'ho-so-dau-tien'
const TABS = ['info', 'components', 'process', 'deadline', 'history', 'control', 'forms']

async function asTrainee(trainee, code) {
  await trainee.go('/')
  await language(trainee, 'en')
  await look(trainee, 'front')
  await join(trainee, code, 'Anna Nguyen')
  await look(trainee, 'return-code')
  await trainee.at('return-code-go').click()
  await trainee.at('class-name').waitFor()
  await look(trainee, 'home')
  await trainee.at(`exercise-${EXERCISE}`).locator('[data-test="exercise-start"]').click()
  await trainee.at('queue').waitFor()
  await look(trainee, 'queue')
  await trainee.at('view-all').click()
  await look(trainee, 'all')
  const row = await trainee.page.locator('[data-test="queue"] tbody tr').first().getAttribute('data-test')
  await openDossier(trainee, row.replace('dossier-', ''))
  await trainee.at('act-request-supplement').click()
  await trainee.at('act-form').waitFor()
  await look(trainee, 'dialog-supplement')
  await trainee.at('act-cancel').click()
  await trainee.at('act-form').waitFor({ state: 'hidden' })
  const missing = await trainee.at('act-accept').click().then(async () => {
    await trainee.at('act-form').waitFor()
    const asks = (await trainee.at('confirm-missing').count()) > 0
    await look(trainee, 'dialog-accept')
    await trainee.at('act-cancel').click()
    await trainee.at('act-form').waitFor({ state: 'hidden' })
    return asks
  })
  await act(trainee, 'accept', { confirm_missing: missing })
  for (const name of TABS) {
    await tab(trainee, name)
    await look(trainee, `tab-${name}`)
  }
}

async function clockAndTimeline(trainee) {
  await inCoach(trainee, async () => await trainee.at('clock-more').click())
  await trainee.at('clock-go').waitFor()
  await look(trainee, 'clock')
  await trainee.page.keyboard.press('Escape')
  await trainee.at('clock-go').waitFor({ state: 'hidden' })
  await openTimeline(trainee)
  await look(trainee, 'timeline')
  await trainee.page.keyboard.press('Escape')
  await trainee.at('timeline').waitFor({ state: 'hidden' })
}

async function asTrainer(trainer, login) {
  await trainer.go('/')
  await language(trainer, 'en')
  await signIn(trainer, login)
  await trainer.at('classes').waitFor()
  await look(trainer, 'classes')
  await trainer.page.locator('[data-test="classes"] tbody tr a').first().click()
  await trainer.at('board').waitFor()
  await look(trainer, 'board')
  for (const [opener, shown] of [['class-announce', 'announce-send'], ['class-clock', 'class-clock-send'], ['class-rewind', 'rewind-send']]) {
    await trainer.at(opener).click()
    await trainer.at(shown).waitFor()
    await look(trainer, opener)
    await trainer.page.keyboard.press('Escape')
    await trainer.at(shown).waitFor({ state: 'hidden' })
  }
  await trainer.at('row-open').first().click()
  await trainer.at('row-drawer').waitFor()
  await look(trainer, 'row-drawer')
  await trainer.at('row-watch').click()
  await trainer.at('read-only-bar').waitFor()
  await look(trainer, 'watch')
  await trainer.go('/api-docs')
  await trainer.at('docs').waitFor()
  await look(trainer, 'docs')
}

/* The rooms of an office where every seat is free. */
async function rooms(person, server) {
  await person.go('/')
  await language(person, 'en')
  const office = await practise(person, server, 'Emma Tran')
  await look(person, 'practice')
  const id = await office.file('dn', '1.014445')
  await office.to(id, 3)
  await office.act('cv', id, 'request-opinion', { org: 'H37.T03', question: 'Please comment on the safety of the plant' })
  await office.act('cv', id, 'add-participant', { account: 'cv2', kind: 'co_handler' })
  await office.act('cv', id, 'draft-supplement', { components: ['phuong-an-san-xuat'], reason: 'The plan names no source of the technology' })
  for (const [seat, tabs] of [['tp', ['sharing', 'declaration', 'deadline', 'history']], ['cv', ['components']], ['ph', ['sharing']]]) {
    await office.open(seat, id, tabs[0])
    for (const name of tabs) {
      await tab(person, name)
      await look(person, `${seat}-${name}`)
    }
  }
  await office.open('dn', id) /* an applicant's page has no tabs */
  await person.at('time-line').waitFor()
  await look(person, 'dn-dossier')
  for (const [seat, path, shown] of [
    ['qtdv', 'xu-ly-thay', 'hand-over-work'], ['cv', 'xu-ly-thay', 'cover-grant'], ['qtdv', 'tai-khoan', 'accounts'], ['qtht', 'lich', 'calendar-days'],
    ['ks', 'bao-cao', 'report-title'], ['cv', 'danh-muc', 'catalogue'], ['cv', 'danh-muc/thu-tuc?ma=1.003659', 'procedure-rules'], ['dn', 'nop-ho-so', 'filing-title'],
    ['dn', 'bieu-mau', 'nav-eforms'], ['dn', 'giay-to', 'papers-title'], ['dn', 'danh-tinh', 'identity-own'], ['mc', 'tra-cuu', 'lookup-title'],
    ['mc', 'so-ket-qua', 'results-title'], ['qtht', 'don-vi', 'orgs-title'], ['qtht', 'vai-tro', 'rights-title'], ['qtht', 'thu-tuc', 'procedures-title'],
    ['dn', 'ki-ot', 'kiosk-welcome']]) {
    await office.room(seat, path)
    await person.at(shown).first().waitFor()
    await look(person, `${seat}-${path.replace(/[^a-z]+/g, '-')}`)
  }
  await office.room('cv', 'xu-ly-thay')
  await person.at('cover-grant').click()
  await person.at('cover-send').waitFor()
  await look(person, 'cover-dialog')
}

export default async function english(walk, server) {
  walk.expects(403, /\/open$/)
  walk.expects(409, /\/open$/)
  const login = demo(server)
  const trainee = await walk.person('trainee', { lang: 'en' })
  const trainer = await walk.person('trainer', { lang: 'en' })
  await asTrainee(trainee, login.code)
  await clockAndTimeline(trainee)
  await asTrainer(trainer, login)
  await inCoach(trainee, async () => {
    await trainee.at('finish').click()
    await trainee.at('confirm-yes').click()
    await trainee.at('debrief-result').waitFor()
  })
  await look(trainee, 'debrief')
  await rooms(await walk.person('office', { lang: 'en' }), server)
}

import { createRouter, createWebHistory, type RouteLocationNormalized } from 'vue-router'
import { ensureSession } from '@/shared/session'
import type { Role } from '@/api/types'
import FrontPage from '@/front/FrontPage.vue'

declare module 'vue-router' {
  interface RouteMeta { title?: string; role?: Role; bare?: boolean }
}

const workspace = () => import('@/trainee/WorkspacePage.vue')
const queue = () => import('@/desk/QueueView.vue')
const catalogue = () => import('@/catalogue/CataloguePage.vue')
const procedure = () => import('@/catalogue/ProcedurePage.vue')
const filing = () => import('@/citizen/FilingPage.vue')
const eform = () => import('@/eform/TryPage.vue')
const accounts = () => import('@/admin/AccountsPage.vue')
const orgs = () => import('@/admin/OrgsPage.vue')
const rights = () => import('@/admin/RightsPage.vue')
const calendar = () => import('@/admin/CalendarPage.vue')
const cover = () => import('@/cover/CoverPage.vue')
const procedures = () => import('@/admin/procedure/ProceduresPage.vue')
const procedureEditor = () => import('@/admin/procedure/EditorPage.vue')
const report = () => import('@/report/ReportPage.vue')
const results = () => import('@/result/ResultsPage.vue')
const dossier = () => import('@/desk/DossierView.vue')

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  routes: [
    { path: '/', name: 'front', component: FrontPage, meta: { title: 'front.title' } },
    { path: '/lop', name: 'home', component: () => import('@/trainee/HomePage.vue'), meta: { title: 'trainee.home.title', role: 'trainee' } },
    {
      path: '/bai/:attempt', component: workspace, props: true, meta: { title: 'trainee.work.title', role: 'trainee' },
      children: [
        { path: '', name: 'queue', component: queue },
        { path: 'ho-so/:dossier(\\d+)', name: 'dossier', component: dossier },
        { path: 'tai-khoan', name: 'accounts', component: accounts, meta: { title: 'admin.accounts.title' } },
        { path: 'don-vi', name: 'orgs', component: orgs, meta: { title: 'admin.orgs.title' } },
        { path: 'vai-tro', name: 'rights', component: rights, meta: { title: 'admin.rights.title' } },
        { path: 'nop-ho-so', name: 'filing', component: filing, meta: { title: 'citizen.title' } },
        { path: 'giay-to', name: 'papers', component: () => import('@/citizen/PapersPage.vue'), meta: { title: 'citizen.papers.title' } },
        { path: 'danh-tinh', name: 'identity', component: () => import('@/citizen/IdentityPage.vue'), meta: { title: 'citizen.identity.title' } },
        { path: 'tra-cuu', name: 'lookup', component: () => import('@/citizen/LookupPage.vue'), meta: { title: 'citizen.lookup.title' } },
        { path: 'thu-tuc', name: 'procedures', component: procedures, meta: { title: 'procedures.title' } },
        { path: 'thu-tuc/soan', name: 'procedure-editor', component: procedureEditor, meta: { title: 'procedures.editorTitle' } },
        { path: 'lich', name: 'calendar', component: calendar, meta: { title: 'admin.calendar.title' } },
        { path: 'danh-muc', name: 'catalogue', component: catalogue, meta: { title: 'catalogue.title' } },
        { path: 'bieu-mau', name: 'eform', component: eform, meta: { title: 'eform.try.title' } },
        { path: 'xu-ly-thay', name: 'cover', component: cover, meta: { title: 'cover.title' } },
        { path: 'so-ket-qua', name: 'results', component: results, meta: { title: 'result.register.title' } },
        { path: 'bao-cao', name: 'report', component: report, meta: { title: 'report.title' } },
        { path: 'danh-muc/thu-tuc', name: 'procedure', component: procedure, meta: { title: 'catalogue.procedureTitle' } },
      ],
    },
    { path: '/bai/:attempt/ki-ot', name: 'kiosk', component: () => import('@/kiosk/KioskPage.vue'), props: true, meta: { title: 'kiosk.title', role: 'trainee', bare: true } },
    { path: '/bai/:attempt/ket-qua', name: 'debrief', component: () => import('@/trainee/DebriefPage.vue'), props: true, meta: { title: 'trainee.debrief.title', role: 'trainee' } },
    { path: '/giang-vien', name: 'classes', component: () => import('@/trainer/ClassesPage.vue'), meta: { title: 'trainer.classes.title', role: 'trainer' } },
    { path: '/giang-vien/lop/:classId', name: 'class', component: () => import('@/trainer/ClassPage.vue'), props: true, meta: { title: 'trainer.class.title', role: 'trainer' } },
    {
      path: '/giang-vien/lop/:classId/xem/:attempt', component: workspace, props: true, meta: { title: 'trainer.watch.title', role: 'trainer' },
      children: [
        { path: '', name: 'watch-queue', component: queue },
        { path: 'ho-so/:dossier(\\d+)', name: 'watch-dossier', component: dossier },
        { path: 'tai-khoan', name: 'watch-accounts', component: accounts, meta: { title: 'admin.accounts.title' } },
        { path: 'thu-tuc', name: 'watch-procedures', component: procedures, meta: { title: 'procedures.title' } },
        { path: 'thu-tuc/soan', name: 'watch-procedure-editor', component: procedureEditor, meta: { title: 'procedures.editorTitle' } },
        { path: 'don-vi', name: 'watch-orgs', component: orgs, meta: { title: 'admin.orgs.title' } },
        { path: 'vai-tro', name: 'watch-rights', component: rights, meta: { title: 'admin.rights.title' } },
        { path: 'lich', name: 'watch-calendar', component: calendar, meta: { title: 'admin.calendar.title' } },
        { path: 'danh-muc', name: 'watch-catalogue', component: catalogue, meta: { title: 'catalogue.title' } },
        { path: 'bieu-mau', name: 'watch-eform', component: eform, meta: { title: 'eform.try.title' } },
        { path: 'xu-ly-thay', name: 'watch-cover', component: cover, meta: { title: 'cover.title' } },
        { path: 'so-ket-qua', name: 'watch-results', component: results, meta: { title: 'result.register.title' } },
        { path: 'bao-cao', name: 'watch-report', component: report, meta: { title: 'report.title' } },
        { path: 'danh-muc/thu-tuc', name: 'watch-procedure', component: procedure, meta: { title: 'catalogue.procedureTitle' } },
      ],
    },
    { path: '/giang-vien/lop/:classId/ket-qua/:attempt', name: 'watch-debrief', component: () => import('@/trainee/DebriefPage.vue'), props: true, meta: { title: 'trainee.debrief.title', role: 'trainer' } },
    { path: '/api-docs', name: 'docs', component: () => import('@/docs/ApiDocsPage.vue'), meta: { title: 'docs.title' } },
    { path: '/:rest(.*)*', name: 'nowhere', component: () => import('@/shared/NotFound.vue'), meta: { title: 'shared.notFound.title' } },
  ],
})

async function guard(to: RouteLocationNormalized) {
  if (!to.meta.role) return true
  try {
    const { person } = await ensureSession()
    if (person?.role === to.meta.role) return true
    return person ? { name: person.role === 'trainer' ? 'classes' : 'home' } : { name: 'front', query: { next: to.fullPath } }
  } catch {
    return true /* offline: the screen itself says so and offers to try again */
  }
}

router.beforeEach(guard)

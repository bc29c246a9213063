/*
 * What every part of an exercise's screen shares: the attempt (polled), who may act, and the acts on the whole world.
 * The attempt's generation and act number are the world's version; when either moves, whoever moved it, the queue and
 * the open dossier are asked for again.
 */
import { computed, inject, provide, ref, watch, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { api, type WorldTag } from '@/api/endpoints'
import { asProblem } from '@/api/problem'
import type { Attempt, Seat } from '@/api/types'
import { polled } from '@/shared/queries'
import { tell, tellProblem } from '@/shared/toasts'
import { t } from '@/i18n'

export interface Workspace {
  attempt: Ref<Attempt | undefined>
  error: Ref<unknown>
  readOnly: boolean
  canAct: ComputedRef<boolean>
  /* The world's time is one's own: clock, going back, hints, ending. A companion may act, and no more. */
  owns: ComputedRef<boolean>
  world: ComputedRef<string>
  tag: ComputedRef<string>
  seat: ComputedRef<Seat | null>
  busy: Ref<boolean>
  home: string
  dossierPath: (id: number) => string
  procedurePath: (code: string) => string
  eformPath: (code: string) => string
  refresh: () => Promise<void>
  /* Runs one act on the world, then asks everything again; false when it was refused. */
  change: (job: (on: WorldTag) => Promise<unknown>) => Promise<boolean>
  takeSeat: (seat: Seat) => Promise<void>
}
const KEY: InjectionKey<Workspace> = Symbol('workspace')

/* The organisation's name; a code only where no name is known. */
/* Where a seat belongs. Who files belongs to no office. */
export const seatOrg = (seat: Seat): string => (seat.role === 'applicant' ? t('trainee.seat.applicants') : (seat.org_name ?? seat.org))

/* A seat by what it does, and who is played in it. */
export function seatLabel(seat: Seat): string {
  return seat.role_name && seat.role_name !== seat.name ? `${seat.role_name} – ${seat.name}` : seat.name
}

/* `welcome`: whoever has no seat is shown to one; a kiosk waits until somebody says who they are. */
export function provideWorkspace(id: string, classId: string | null, welcome = true): Workspace {
  const cache = useQueryClient()
  const query = useQuery({ queryKey: ['attempt', id], queryFn: ({ signal }) => api.attempt(id, signal), refetchInterval: polled })
  const attempt = query.data
  const readOnly = classId !== null
  const world = computed(() => attempt.value?.world ?? '')
  const tag = computed(() => `${attempt.value?.generation ?? 0}.${attempt.value?.act ?? 0}`)
  const busy = ref(false)
  const home = readOnly ? `/giang-vien/lop/${classId}/xem/${id}` : `/bai/${id}`
  let ownChange = false

  const asked = (): Promise<unknown>[] => ['queue', 'desk', 'dossier', 'documents', 'payments', 'papers', 'acts', 'catalogue'].map((name) => cache.invalidateQueries({ queryKey: [name, world.value] }))
  async function refresh(): Promise<void> {
    await Promise.all([cache.invalidateQueries({ queryKey: ['attempt', id] }), ...asked()])
  }

  watch(() => [attempt.value?.generation, attempt.value?.act] as const, ([generation], [before]) => {
    if (before === undefined) return
    if (generation !== before && !ownChange && !readOnly) tell(t('trainee.rewoundByOther.title'), { tone: 'bad', stays: true, lines: [{ kind: 'info', text: t('trainee.rewoundByOther.text') }] })
    void Promise.all(asked())
  })
  watch(() => attempt.value?.announcement, (now, before) => {
    if (now && now.id !== before?.id && !readOnly) tell(t('trainee.announcement'), { stays: true, lines: [{ kind: 'info', text: now.text }] })
  })

  async function change(job: (on: WorldTag) => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = ownChange = true
    try {
      await job({ world: world.value, tag: tag.value })
      await refresh()
      return true
    } catch (error) {
      tellProblem(error)
      if (asProblem(error).conflict) await refresh()
      return false
    } finally { busy.value = ownChange = false }
  }

  async function takeSeat(seat: Seat): Promise<void> {
    const taken = await change((on) => api.takeSeat(on.world, seat.id))
    if (taken) tell(t('trainee.seat.taken', { seat: seatLabel(seat) }))
  }

  /* Whoever comes in without a seat is shown to the one where work begins. */
  let welcomed = !welcome
  watch(attempt, (now) => {
    if (!now || welcomed) return
    welcomed = true
    if (readOnly || now.state !== 'running' || now.seat !== null) return
    const free = now.seats.filter((one) => one.kind !== 'bot' && !one.taken_by)
    const by = now.steps.find((one) => one.id === now.next?.step)?.by
    const first = free.find((one) => one.id === by) ?? free[0]
    if (first) void takeSeat(first)
  }, { immediate: true })

  const workspace: Workspace = {
    attempt, error: query.error, readOnly, world, tag, busy, home, refresh, change, takeSeat,
    canAct: computed(() => !readOnly && attempt.value?.state === 'running'),
    owns: computed(() => !readOnly && attempt.value?.state === 'running' && attempt.value.own),
    seat: computed(() => attempt.value?.seats.find((one) => one.id === attempt.value?.seat) ?? null),
    dossierPath: (dossier) => `${home}/ho-so/${dossier}`,
    eformPath: (code) => `${home}/bieu-mau?ma=${encodeURIComponent(code)}`,
    procedurePath: (code) => `${home}/danh-muc/thu-tuc?ma=${encodeURIComponent(code)}`,
  }
  provide(KEY, workspace)
  return workspace
}

export function useWorkspace(): Workspace {
  const workspace = inject(KEY)
  if (!workspace) throw new Error('no workspace above this component')
  return workspace
}

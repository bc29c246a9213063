/* The office's clock was moved while something was being written: told where it stands, so that limits are looked at again. */
import { ref, watch } from 'vue'
import { instant } from '@/shared/dates'
import { useWorkspace } from '@/trainee/workspace'

/* More than any running clock makes between two looks. */
const JUMP_MS = 30 * 60_000

export function useClockJump() {
  const { attempt } = useWorkspace()
  const jumped = ref('')
  watch(() => attempt.value?.clock.now, (now, before) => {
    if (now && before && Math.abs(Date.parse(now) - Date.parse(before)) > JUMP_MS) jumped.value = instant(now)
  })
  return jumped
}

import { onUnmounted } from 'vue'
import { useRouter } from 'vue-router'

/** To the bill of what was paid, unless its payer did not wait for the answer and is elsewhere by now. */
export function useBill(): (paid: { id: string }) => Promise<void> {
  const router = useRouter()
  let here = true
  onUnmounted(() => (here = false))
  return async ({ id }) => {
    if (here) await router.replace(`/bills/${id}?fresh=1`)
  }
}

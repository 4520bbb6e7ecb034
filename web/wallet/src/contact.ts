import { get } from 'shared'
import { onMounted, onUnmounted, ref, type Ref } from 'vue'
import type { PhoneCall } from './care'
import { live, session } from './session'

/** Who of us is talking to the customer now. */
export interface ContactStatus {
  call?: PhoneCall
  chats: { conversationId: string; agent: string }[]
  at: string
}

/** Read anew whenever something is heard, and now and then in case it was not; undefined while it is not known. */
export function useContactStatus(everyMs: number): Ref<ContactStatus | undefined> {
  const status = ref<ContactStatus>()
  let looking: ReturnType<typeof setInterval> | undefined

  async function look(): Promise<void> {
    if (!session.value) {
      status.value = undefined
      return
    }
    try {
      status.value = await get<ContactStatus>('/api/v1/contact-status')
    } catch {
      // What is not known is not said; the next look asks again.
      status.value = undefined
    }
  }

  const off = live.on('message', () => void look())
  onMounted(() => {
    void look()
    looking = setInterval(() => {
      if (!document.hidden) void look()
    }, everyMs)
  })
  onUnmounted(() => {
    off()
    clearInterval(looking)
  })
  return status
}

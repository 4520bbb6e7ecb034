import { get, Live, type Me, setCsrfToken, type Session, whenSignedOut } from 'shared'
import { ref } from 'vue'

/** Who is signed in on this device; null when nobody is. */
export const session = ref<Session | null>(null)
export const me = ref<Me | null>(null)

/** What happens while the wallet is open. */
export const live = new Live('/api/v1/events', ['message', 'movement', 'notice', 'case', 'typing'])

/** What happens in the conversations of somebody who is not signed in. */
export const guestLive = new Live('/api/v1/guest-events', ['message', 'typing'])

export async function restore(): Promise<void> {
  try {
    session.value = await get<Session>('/api/v1/session')
    setCsrfToken(session.value.csrfToken)
    await readMe()
    live.open()
  } catch {
    forget()
  }
}

export async function readMe(): Promise<Me> {
  me.value = await get<Me>('/api/v1/me')
  return me.value
}

export function forget(): void {
  session.value = null
  me.value = null
  setCsrfToken('')
  live.close()
}

whenSignedOut(forget)

import { problemOf, type Problem } from 'shared'
import { type Ref, ref } from 'vue'

/** What is read for a screen: on its way, there, or failed. */
export type Loaded<T> =
  { state: 'loading' } | { state: 'done'; value: T } | { state: 'error'; problem: Problem }

export function useLoad<T>(read: () => Promise<T>): {
  data: Ref<Loaded<T>>
  reload: () => Promise<void>
  refresh: () => Promise<void>
} {
  const data = ref({ state: 'loading' }) as Ref<Loaded<T>>
  let latest = 0
  let looks = 0
  let seen = 0
  /** An answer that comes after a later question was asked is not shown. */
  async function reload(): Promise<void> {
    const mine = ++latest
    let next: Loaded<T>
    try {
      next = { state: 'done', value: await read() }
    } catch (thrown) {
      next = { state: 'error', problem: problemOf(thrown) }
    }
    if (mine === latest) data.value = next
  }
  /** Looks again without being asked to: when that fails, what is shown stays. */
  async function refresh(): Promise<void> {
    const question = latest
    const look = ++looks
    try {
      const value = await read()
      if (question !== latest || look < seen) return
      seen = look
      data.value = { state: 'done', value }
    } catch {
      // The next look may be luckier.
    }
  }
  void reload()
  return { data, reload, refresh }
}

import { problemOf, type Problem } from 'shared'
import { type Ref, ref } from 'vue'

/** What is read for a screen: on its way, there, or failed. */
export type Loaded<T> =
  { state: 'loading' } | { state: 'done'; value: T } | { state: 'error'; problem: Problem }

export function useLoad<T>(read: () => Promise<T>): {
  data: Ref<Loaded<T>>
  reload: () => Promise<void>
} {
  const data = ref({ state: 'loading' }) as Ref<Loaded<T>>
  async function reload(): Promise<void> {
    try {
      data.value = { state: 'done', value: await read() }
    } catch (thrown) {
      data.value = { state: 'error', problem: problemOf(thrown) }
    }
  }
  void reload()
  return { data, reload }
}

import { type Channel, get, hundredths, isAmount, type Money, type Page } from 'shared'
import { computed, type ComputedRef, onUnmounted, type Ref, ref, watch } from 'vue'
import { type Loaded, useLoad } from './load'

const LOOK_EVERY = 5_000

/** The channels of one direction as they are now, and the chosen one: never one that is down while another works. */
export function useChannels(kind: 'TOP_UP' | 'WITHDRAWAL'): {
  data: Ref<Loaded<Channel[]>>
  reload: () => Promise<void>
  chosen: Ref<string | undefined>
  channel: ComputedRef<Channel | undefined>
  /** What the customer was steered away from, by name. */
  left: Ref<string | undefined>
  steer: (to?: string) => void
} {
  const chosen = ref<string>()
  const left = ref<string>()
  const { data, reload, refresh } = useLoad(async () => {
    const page = await get<Page<Channel>>('/api/v1/payment-channels')
    return page.items.filter((it) => it.kinds.includes(kind))
  })
  const all = computed(() => (data.value.state === 'done' ? data.value.value : []))
  const channel = computed(() => all.value.find((it) => it.id === chosen.value))

  /** To the one that is named, or the one in the best health. */
  function steer(to?: string): void {
    const from = channel.value
    const best = all.value.find((it) => it.id === to) ?? healthiest(all.value)
    if (!best || best.id === chosen.value) return
    left.value = from?.name
    chosen.value = best.id
  }

  watch(all, () => {
    if (channel.value?.health !== 'UP' && channel.value?.health !== 'DEGRADED') steer()
  })
  // While one looks at them, an answer that fails is not shown over those that were there.
  const timer = setInterval(() => {
    if (data.value.state === 'done' && !document.hidden) void refresh()
  }, LOOK_EVERY)
  onUnmounted(() => clearInterval(timer))
  return { data, reload, chosen, channel, left, steer }
}

/** What a channel takes at once, where the amount is none of it; said before it is refused. */
export function outside(
  channel: Channel | undefined,
  amount: string,
): { min: Money; max: Money } | undefined {
  if (!channel || !isAmount(amount)) return undefined
  const { min, max } = channel
  const typed = hundredths(amount)
  return typed < hundredths(min.amount) || typed > hundredths(max.amount) ? { min, max } : undefined
}

export function healthiest(all: Channel[]): Channel | undefined {
  return all.find((it) => it.health === 'UP') ?? all.find((it) => it.health === 'DEGRADED')
}

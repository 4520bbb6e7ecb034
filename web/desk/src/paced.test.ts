import { flushPromises, mount } from '@vue/test-utils'
import { alertsOn } from 'shared'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import Calls from './Calls.vue'
import Conversations from './Conversations.vue'
import DeskAlerts from './DeskAlerts.vue'
import { i18n } from './i18n'
import { live } from './live'
import Requests from './Requests.vue'
import { go } from './route'

const STAFF = { staffId: 's', name: '周晓', roles: ['AGENT'], csrfToken: '' }
let stream = new EventTarget()

/** How often a list was read. */
let read = 0

describe('while events come ten times a second', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    stream = Object.assign(new EventTarget(), { close: () => undefined })
    vi.stubGlobal('EventSource', function () {
      return stream
    })
    vi.stubGlobal('fetch', (path: string) => {
      if (/\/(conversations\?box=all&?|service-requests\?.*|calls\?)$/.test(path)) read += 1
      return Promise.resolve(new Response(JSON.stringify({ items: [] })))
    })
    go('inbox')
    alertsOn.sound.value = true
    live.open()
  })
  afterEach(() => {
    live.close()
    alertsOn.sound.value = false
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it.each([
    ['conversations', Conversations],
    ['requests', Requests],
    ['calls', Calls],
    ['what makes itself heard', DeskAlerts],
  ])('%s are read about once a second, and after the last event', async (_, place) => {
    const shown = mount(place, {
      props: { staff: STAFF },
      global: { plugins: [i18n], stubs: { Talk: true, CustomerPanel: true } },
    })
    await flushPromises()
    read = 0
    for (let event = 0; event < 30; event++) {
      stream.dispatchEvent(Object.assign(new Event('conversation'), { data: '{}' }))
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(read).toBe(3)
    stream.dispatchEvent(Object.assign(new Event('conversation'), { data: '{}' }))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(read).toBe(4)
    shown.unmount()
  })
})

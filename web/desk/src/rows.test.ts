import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import Calls from './Calls.vue'
import { i18n } from './i18n'
import { live } from './live'
import Requests from './Requests.vue'
import { go } from './route'

const STAFF = { staffId: 's', name: '周晓', roles: ['AGENT'], csrfToken: '' }
const PAGE = 30
const AT = '2026-11-24T02:00:00Z'
let stream = new EventTarget()
/** Rows there are on the server. */
let all = 0

function request(n: number): object {
  const times = { submittedAt: AT, changedAt: AT, lastAt: AT }
  const one = { id: `r${n}`, number: '10000017', title: 'T', state: 'IN_PROGRESS', ...times }
  return { request: { ...one, topic: 'OTHER', turn: 'OURS', lastMessage: '' } }
}

function call(n: number): object {
  return { id: `p${n}`, direction: 'IN', agent: '周晓', startedAt: AT, endedAt: AT, seconds: 9 }
}

/** A page of thirty, and where the next one begins. */
function answer(path: string): object {
  const { pathname, searchParams } = new URL(path, 'http://localhost')
  const from = Number(searchParams.get('cursor') ?? 0)
  const row = pathname.endsWith('/calls') ? call : request
  const items = Array.from({ length: Math.min(PAGE, all - from) }, (_, n) => row(from + n))
  return { items, ...(from + PAGE < all ? { next: String(from + PAGE) } : {}) }
}

describe('rows that were asked for', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    stream = Object.assign(new EventTarget(), { close: () => undefined })
    vi.stubGlobal('EventSource', function () {
      return stream
    })
    vi.stubGlobal('fetch', (path: string) =>
      Promise.resolve(new Response(JSON.stringify(answer(path)))),
    )
    go('inbox')
    live.open()
  })
  afterEach(() => {
    live.close()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it.each([
    ['requests', Requests, '.request', '#requestBox', 'mine'],
    ['calls', Calls, '.call', '[type=checkbox]', true],
  ])('stay when the %s are read anew, until another list is chosen', async (...kind) => {
    const [, place, row, filter, other] = kind
    all = 70
    const shown = mount(place, { props: { staff: STAFF }, global: { plugins: [i18n] } })
    await flushPromises()
    await shown.get('.more').trigger('click')
    await flushPromises()
    expect(shown.findAll(row)).toHaveLength(60)
    all = 65
    stream.dispatchEvent(Object.assign(new Event('conversation'), { data: '{}' }))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(shown.findAll(row)).toHaveLength(60)
    await shown.get('.more').trigger('click')
    await flushPromises()
    expect(shown.findAll(row)).toHaveLength(65)
    expect(shown.find('.more').exists()).toBe(false)
    await shown.get(filter).setValue(other)
    await flushPromises()
    expect(shown.findAll(row)).toHaveLength(30)
    shown.unmount()
  })
})

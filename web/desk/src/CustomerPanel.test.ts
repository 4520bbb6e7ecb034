import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import CustomerPanel from './CustomerPanel.vue'
import { i18n } from './i18n'
import { live } from './live'
import type { Item, Staff } from './types'

const STAFF: Staff = { staffId: 's', name: '周晓', roles: ['AGENT'], csrfToken: '' }

function about(code: string): Item {
  return { id: 'c-' + code, guest: true, subject: { kind: 'CODE', id: code } } as Item
}

/** A customer with one open request and nothing else. */
const PANEL = {
  id: 'p',
  name: '陈**',
  phone: '138****0000',
  status: 'ACTIVE',
  verificationClass: 'III',
  joinedAt: '2026-11-24T02:00:00Z',
  cases: [
    {
      kind: 'REQUEST',
      id: 'r',
      title: '工单 10000017：充值',
      detail: '处理中',
      at: '2026-11-24T02:00:00Z',
      dueAt: '2026-11-25T02:00:00Z',
    },
  ],
  ...Object.fromEntries(
    ['balances', 'limits', 'movements', 'security', 'freezes', 'conversations', 'devices'].map(
      (list) => [list, []],
    ),
  ),
}

describe('beside a conversation', () => {
  beforeEach(() => {
    vi.stubGlobal(
      'fetch',
      vi.fn((path: string) => {
        if (path.endsWith('/customers/p'))
          return Promise.resolve(new Response(JSON.stringify(PANEL)))
        const detail = path.includes('/codes/') ? path.split('/').at(-2) : ''
        const steps = [{ at: '2026-11-24T02:00:00Z', state: 'ASKED', detail }]
        return Promise.resolve(new Response(JSON.stringify({ steps })))
      }),
    )
  })
  afterEach(() => vi.unstubAllGlobals())

  it('is the way of the code it is about, not of the one before', async () => {
    const panel = mount(CustomerPanel, {
      props: { item: about('first'), staff: STAFF },
      global: { plugins: [i18n] },
    })
    await flushPromises()
    expect(panel.text()).toContain('first')
    await panel.setProps({ item: about('second') })
    await flushPromises()
    expect(panel.text()).toContain('second')
    expect(panel.text()).not.toContain('first')
    panel.unmount()
  })

  it('leads to the requests that are open', async () => {
    const panel = mount(CustomerPanel, {
      props: { item: { id: 'c', customer: { id: 'p' } } as Item, staff: STAFF },
      global: { plugins: [i18n], stubs: ['Freezing', 'AccountActs', 'MetInPerson', 'Unmask'] },
    })
    await flushPromises()
    const request = panel.get('a[href="/desk/requests/r"]')
    expect(request.text()).toBe('工单 10000017：充值')
    expect(request.element.closest('li')?.textContent).toContain('处理中')
    panel.unmount()
  })
})

describe('what stands beside a conversation', () => {
  let stream: EventTarget
  let looks = 0
  let panel: VueWrapper

  beforeEach(async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-24T02:00:00Z') })
    stream = Object.assign(new EventTarget(), { close: () => undefined })
    vi.stubGlobal('EventSource', function () {
      return stream
    })
    looks = 0
    vi.stubGlobal('fetch', () => {
      looks += 1
      return Promise.resolve(new Response(JSON.stringify({ ...PANEL, name: `${looks}` })))
    })
    live.open()
    panel = mount(CustomerPanel, {
      props: { item: { id: 'c', customer: { id: 'p' } } as Item, staff: STAFF },
      global: { plugins: [i18n], stubs: ['Freezing', 'AccountActs', 'MetInPerson', 'Unmask'] },
    })
    await flushPromises()
  })
  afterEach(() => {
    panel.unmount()
    live.close()
    vi.useRealTimers()
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })

  /** Something happens every second. */
  async function happens(conversationId: string, seconds: number): Promise<void> {
    const data = JSON.stringify({ conversationId })
    for (let second = 0; second < seconds; second++) {
      stream.dispatchEvent(Object.assign(new Event('conversation'), { data }))
      await vi.advanceTimersByTimeAsync(1_000)
    }
  }

  it('follows it, with one look in thirty seconds at most', async () => {
    await happens('c', 29)
    expect(looks).toBe(1)
    await happens('c', 2)
    expect(looks).toBe(2)
    await happens('another', 60)
    expect(looks).toBe(3)
    expect(panel.get('.round').text()).toBe('3')
  })

  it('is not looked at while the page is in the background', async () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    await happens('c', 60)
    expect(looks).toBe(1)
    hidden.mockReturnValue(false)
    document.dispatchEvent(new Event('visibilitychange'))
    await flushPromises()
    expect(looks).toBe(2)
  })

  it('says when it was so, is read when one asks, and stays when that fails', async () => {
    expect(panel.text()).toContain('10:00')
    await vi.advanceTimersByTimeAsync(120_000)
    await panel.get('#readPanel').trigger('click')
    await flushPromises()
    expect(panel.text()).toContain('10:02')
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('cut')))
    await vi.advanceTimersByTimeAsync(120_000)
    await panel.get('#readPanel').trigger('click')
    await flushPromises()
    expect(panel.text()).toContain('10:02')
    expect(panel.find('.failure').exists()).toBe(true)
  })
})

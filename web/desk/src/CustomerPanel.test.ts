import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import CustomerPanel from './CustomerPanel.vue'
import { i18n } from './i18n'
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

import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import CustomerPanel from './CustomerPanel.vue'
import { i18n } from './i18n'
import type { Item, Staff } from './types'

const STAFF: Staff = { staffId: 's', name: '周晓', roles: ['AGENT'], csrfToken: '' }

function about(code: string): Item {
  return { id: 'c-' + code, guest: true, subject: { kind: 'CODE', id: code } } as Item
}

describe('beside a conversation', () => {
  beforeEach(() => {
    vi.stubGlobal(
      'fetch',
      vi.fn((path: string) => {
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
})

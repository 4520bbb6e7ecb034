import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { type Opening, useChat } from './chat'
import { live, session } from './session'

const told = vi.fn()

function show(visible: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(!visible)
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('a conversation', () => {
  beforeEach(() => {
    session.value = { customerId: 'c', csrfToken: '', displayName: '', phone: '' }
    told.mockReset()
    vi.stubGlobal(
      'fetch',
      vi.fn((path: string, init: RequestInit) => {
        if (path.endsWith('/read')) told(JSON.parse(String(init.body)))
        const items = [{ seq: 7, at: new Date().toISOString(), author: 'AGENT', text: '您好' }]
        const answer = path.includes('/messages?') ? { items } : { id: 'r', state: 'OPEN' }
        return Promise.resolve(new Response(JSON.stringify(answer)))
      }),
    )
  })
  afterEach(() => {
    session.value = null
    live.close()
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })

  it('is read when somebody looks, not when its lines arrive in the background', async () => {
    show(false)
    const page = mount(
      defineComponent({
        setup: () => useChat('r', {} as Opening, () => undefined),
        template: '<i />',
      }),
    )
    await flushPromises()
    expect(told).not.toHaveBeenCalled()
    show(true)
    expect(told).toHaveBeenCalledExactlyOnceWith({ seq: 7 })
    page.unmount()
  })
})

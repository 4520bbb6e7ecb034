import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n, speak } from '../i18n'
import Movement from './Movement.vue'

const topUp = (state: string) => ({
  id: 'm1',
  kind: 'TOP_UP',
  title: 'Top up',
  at: '2026-11-29T08:00:00Z',
  amount: { amount: '5.04', asset: 'CNY' },
  state,
  subject: { kind: 'TOP_UP', id: 'm1' },
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a bill that is under way', () => {
  it('stays on screen when a look at it fails, and is looked at until it is done', async () => {
    speak('en')
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const answers: (() => Promise<Response>)[] = [
      async () => new Response(JSON.stringify(topUp('PROCESSING'))),
      () => Promise.reject(new TypeError('the line is cut')),
      async () => new Response(JSON.stringify(topUp('SUCCEEDED'))),
    ]
    let looks = 0
    vi.stubGlobal('fetch', () => {
      looks += 1
      return (answers.shift() ?? (() => Promise.reject(new Error('done already'))))()
    })
    const router = createRouter({
      history: createMemoryHistory(),
      routes: [{ path: '/bills/:id', component: Movement }],
    })
    await router.push('/bills/m1')
    const page = mount(Movement, { global: { plugins: [i18n, router] } })
    await vi.waitFor(() => expect(page.text()).toContain('Under way'))
    vi.advanceTimersByTime(3_000)
    await vi.waitFor(() => expect(looks).toBe(2))
    await new Promise((wake) => setTimeout(wake))
    expect(page.find('[role=alert]').exists()).toBe(false)
    expect(page.text()).toContain('Under way')
    vi.advanceTimersByTime(3_000)
    await vi.waitFor(() => expect(page.text()).toContain('Done'))
    page.unmount()
  })
})

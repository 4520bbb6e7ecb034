import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { i18n, speak } from '../i18n'
import { router } from '../router'
import NewServiceRequest from './NewServiceRequest.vue'

const FORMS = { items: [{ topic: 'OTHER', title: 'Something else', fields: [] }] }

describe('a request', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is one however often its answer is lost', async () => {
    speak('en')
    sessionStorage.clear()
    const keys: (string | null)[] = []
    vi.stubGlobal('scrollTo', () => undefined)
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
      if (init.method !== 'POST') return Promise.resolve(new Response(JSON.stringify(FORMS)))
      keys.push(new Headers(init.headers).get('Idempotency-Key'))
      return keys.length < 3
        ? Promise.reject(new TypeError('cut'))
        : Promise.resolve(new Response(JSON.stringify({ id: 'r' })))
    })
    const left = vi.spyOn(router, 'replace').mockResolvedValue(undefined)
    const page = mount(NewServiceRequest, {
      global: { plugins: [i18n, router], stubs: { Page: { template: '<main><slot /></main>' } } },
    })
    await flushPromises()
    await page.get('#topic').setValue('OTHER')
    async function send(): Promise<void> {
      await page.get('form').trigger('submit')
      await vi.waitFor(() =>
        expect(page.get('button[type=submit]').attributes()).not.toHaveProperty('disabled'),
      )
    }
    await page.get('#message').setValue('My card is gone')
    await send()
    await page.get('#message').setValue('My card is lost')
    await send()
    await page.get('#message').setValue('My card is gone')
    await send()
    expect(keys).toHaveLength(3)
    expect(keys[1]).not.toBe(keys[0])
    expect(keys[2]).toBe(keys[0])
    expect(left).toHaveBeenCalledExactlyOnceWith('/service-requests/r')
    page.unmount()
  })
})

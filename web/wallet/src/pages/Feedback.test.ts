import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { i18n, speak } from '../i18n'
import Feedback from './Feedback.vue'

const OWN = {
  id: 'f-1',
  kind: 'BUG',
  text: 'The button does nothing',
  state: 'READ',
  at: '2026-11-29T07:00:00Z',
  attachmentIds: ['a-1', 'a-2'],
  merged: false,
}

function answer(body: unknown): Response {
  return new Response(JSON.stringify(body), { status: 200 })
}

function shown() {
  return mount(Feedback, {
    global: {
      plugins: [i18n],
      stubs: { Page: { template: '<main><slot /></main>' }, RouterLink: true },
    },
  })
}

describe('feedback', () => {
  beforeEach(() => speak('en'))
  afterEach(() => vi.unstubAllGlobals())

  it('is not sent before the picture that was chosen is stored', async () => {
    let store: (stored: Response) => void = () => undefined
    const sent: string[] = []
    vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
      if (path.endsWith('/attachments')) return new Promise<Response>((give) => (store = give))
      if (init?.method === 'POST') sent.push(String(init.body))
      return Promise.resolve(answer({ items: [] }))
    })
    const page = shown()
    await flushPromises()
    await page.get('#text').setValue('The button does nothing')
    const input = page.get('input[type=file]')
    const file = new File(['x'], 'screen.png', { type: 'image/png' })
    Object.defineProperty(input.element, 'files', { value: [file], configurable: true })
    await input.trigger('change')
    expect(page.get('button[type=submit]').attributes()).toHaveProperty('disabled')
    expect(page.text()).toContain('Adding the picture')
    await page.get('form').trigger('submit')
    expect(sent).toEqual([])

    store(answer({ id: 'a-9' }))
    await flushPromises()
    expect(page.text()).toContain('screen.png')
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(sent).toHaveLength(1)
    expect(sent[0]).toContain('a-9')
  })

  it('is one piece however often its answer is lost, and another with other words', async () => {
    sessionStorage.clear()
    const keys: (string | null)[] = []
    let lost = true
    vi.stubGlobal('fetch', (_: string, init?: RequestInit) => {
      if (init?.method !== 'POST') return Promise.resolve(answer({ items: [] }))
      keys.push(new Headers(init.headers).get('Idempotency-Key'))
      return lost ? Promise.reject(new TypeError('cut')) : Promise.resolve(answer({ id: 'f' }))
    })
    const page = shown()
    await flushPromises()
    async function send(words: string): Promise<void> {
      await page.get('#text').setValue(words)
      await page.get('form').trigger('submit')
    }
    await send('Too slow')
    await vi.waitFor(() => expect(page.text()).toContain('No connection'))
    await send('Too slow at night')
    await vi.waitFor(() => expect(keys).toHaveLength(2))
    await flushPromises()
    lost = false
    await send('Too slow')
    await vi.waitFor(() => expect(page.text()).toContain(i18n.global.t('feedback.done')))
    expect(keys[1]).not.toBe(keys[0])
    expect(keys[2]).toBe(keys[0])
  })

  it('shows the pictures that were sent with it', async () => {
    vi.stubGlobal('fetch', (path: string) =>
      Promise.resolve(
        answer(path.endsWith('/state') ? { state: 'CLEAN', type: 'image/png' } : { items: [OWN] }),
      ),
    )
    const page = shown()
    await flushPromises()
    expect(page.findAll('.pictures img').map((image) => image.attributes('src'))).toEqual([
      '/api/v1/attachments/a-1',
      '/api/v1/attachments/a-2',
    ])
    expect(page.get('.pictures img').attributes('alt')).toBe('Picture 1')
  })
})

import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { i18n } from '../i18n'
import FeedbackFile from './FeedbackFile.vue'

const NEEDED = {
  code: 'LOOK_REASON_NEEDED',
  title: 'Say why',
  actions: [],
  subject: { kind: 'ACCOUNT', id: 'p' },
}

describe('a file that came with feedback', () => {
  let page: VueWrapper
  const calls: string[] = []

  afterEach(() => {
    page.unmount()
    calls.length = 0
    vi.unstubAllGlobals()
  })

  async function show(answer: (path: string) => Response): Promise<void> {
    vi.stubGlobal('fetch', (path: string) => {
      calls.push(path)
      return Promise.resolve(answer(path))
    })
    page = mount(FeedbackFile, {
      props: { id: 'f', label: 'File 1' },
      global: { plugins: [i18n] },
    })
    expect(calls).toEqual([])
    await page.get('button').trigger('click')
    await flushPromises()
  }

  const kept = (type: string) =>
    new Response(new Blob(['x'], { type }), {
      headers: { 'Content-Type': type, 'Content-Disposition': 'x; filename="file-f.x"' },
    })

  it('of a colleague’s conversation asks in the page why, and is shown once that is said', async () => {
    let said = false
    await show((path) => {
      if (path.endsWith('/customers/p/looks')) said = true
      if (path.endsWith('/attachments/f') && said) return kept('image/png')
      return new Response(JSON.stringify(said ? {} : NEEDED), { status: said ? 200 : 403 })
    })
    expect(page.find('img').exists()).toBe(false)
    await page.get('#lookReason').setValue('意见跟进')
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(page.get('img').attributes('src')).toMatch(/^blob:/)
    expect(page.find('form').exists()).toBe(false)
  })

  it('that is no picture is kept, not opened', async () => {
    await show(() => kept('application/pdf'))
    expect(page.find('img').exists()).toBe(false)
    expect(page.get('a').attributes('download')).toBe('file-f.x')
  })

  it('says why it is not there, and can be asked for again', async () => {
    const gone = { code: 'NOT_FOUND', title: 'Nothing there', actions: [] }
    await show(() => new Response(JSON.stringify(gone), { status: 404 }))
    expect(page.get('.failure').text()).toContain('Nothing there')
    expect(page.find('button').exists()).toBe(true)
  })
})

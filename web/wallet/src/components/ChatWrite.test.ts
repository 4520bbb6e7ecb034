import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { i18n } from '../i18n'
import ChatWrite from './ChatWrite.vue'

function writing(): ReturnType<typeof mount> {
  return mount(ChatWrite, {
    props: { modelValue: '你好', files: true, working: false },
    global: { plugins: [i18n] },
  })
}

describe('where a line is written', () => {
  it('sends on Enter', async () => {
    const form = writing()
    await form.get('textarea').trigger('keydown', { key: 'Enter' })
    expect(form.emitted('send')).toHaveLength(1)
  })

  it('never sends while Chinese is being composed', async () => {
    const form = writing()
    const field = form.get('textarea').element
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true }))
    await form.get('textarea').trigger('keydown', { key: 'Enter', keyCode: 229 })
    expect(form.emitted('send')).toBeUndefined()
  })

  it('begins a new line with Shift', async () => {
    const form = writing()
    await form.get('textarea').trigger('keydown', { key: 'Enter', shiftKey: true })
    expect(form.emitted('send')).toBeUndefined()
  })
})

import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { i18n } from '../i18n'
import ProofField from './ProofField.vue'

function open(): ReturnType<typeof mount> {
  return mount(ProofField, {
    props: { id: 'proof', modelValue: '' },
    global: { plugins: [i18n] },
    attachTo: document.body,
  })
}

describe('the second factor', () => {
  it('is sent by itself once all six digits are there', async () => {
    const field = open()
    await field.find('input').setValue('１２３ 456')
    expect(field.emitted('update:modelValue')?.at(-1)).toEqual(['123456'])
    expect(field.emitted('full')).toHaveLength(1)
  })

  it('may be a recovery code, which keeps its letters and is sent by hand', async () => {
    const field = open()
    await field.find('button').trigger('click')
    await field.find('input').setValue('PM3J2-1S4V2')
    expect(field.emitted('update:modelValue')?.at(-1)).toEqual(['PM3J2-1S4V2'])
    expect(field.emitted('full')).toBeUndefined()
    await field.find('input').trigger('keydown.enter')
    expect(field.emitted('full')).toHaveLength(1)
  })
})

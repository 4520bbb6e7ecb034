import { afterEach, describe, expect, it } from 'vitest'
import { isShortcut, switchKeys } from './keys'

function pressed(html: string, more: KeyboardEventInit = {}): boolean {
  document.body.innerHTML = html
  const at = document.body.querySelector('.at') ?? document.body
  let is = false
  const heard = (event: Event): void => {
    is = isShortcut(event as KeyboardEvent)
  }
  document.addEventListener('keydown', heard)
  at.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true, ...more }))
  document.removeEventListener('keydown', heard)
  return is
}

describe('single keys', () => {
  afterEach(() => switchKeys(true))

  it('work on the page', () => {
    expect(pressed('<button class="at">x</button>')).toBe(true)
  })

  it.each([
    '<input class="at">',
    '<textarea class="at"></textarea>',
    '<select class="at"></select>',
    '<div contenteditable="true"><b class="at">x</b></div>',
    '<div role="dialog"><button class="at">x</button></div>',
  ])('are dead in %s', (html) => {
    expect(pressed(html)).toBe(false)
  })

  it('are dead while composing, and with another key held', () => {
    expect(pressed('', { isComposing: true })).toBe(false)
    expect(pressed('', { ctrlKey: true })).toBe(false)
    expect(pressed('', { metaKey: true })).toBe(false)
  })

  it('can be switched off', () => {
    switchKeys(false)
    expect(pressed('<button class="at">x</button>')).toBe(false)
  })
})

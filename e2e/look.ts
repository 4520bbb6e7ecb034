import assert from 'node:assert/strict'
import { axeFaults } from './axe'
import type { Person } from './browser'

/** Takes the picture of what is on screen and says what a careful customer would find wrong with it. */
export async function look(person: Person, shot: string): Promise<void> {
  await person.shot(shot)
  // What runs TypeScript here marks inner functions with a helper the page does not have.
  await person.page.evaluate('globalThis.__name = (it) => it')
  const found = [...(await person.page.evaluate(faults)), ...(await axeFaults(person.page))]
  assert.deepEqual(found, [], shot)
}

/** Runs in the page: nothing cut off, too small to read or to touch, too pale, without a name, or left untranslated. */
function faults(): string[] {
  const found = new Set<string>()
  const text = document.body.innerText
  const wide = document.documentElement.scrollWidth
  if (wide > window.innerWidth + 1) found.add(`wider than the screen: ${wide}`)
  if (/\b(undefined|NaN|\[object)\b/.test(text)) found.add('a value that is none')
  if (/^[a-z]+\.[a-zA-Z.]+$/m.test(text)) found.add('a key instead of words')

  const colour = (css: string): number[] => (css.match(/[\d.]+/g) ?? []).map(Number)
  const light = (rgb: number[]): number => {
    const [r = 0, g = 0, b = 0] = rgb.map((v) => {
      const part = v / 255
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ground = (start: Element): number[] => {
    for (let at: Element | null = start; at; at = at.parentElement) {
      const rgb = colour(getComputedStyle(at).backgroundColor)
      if ((rgb[3] ?? 1) > 0.99) return rgb
    }
    return [255, 255, 255]
  }
  const seen = (element: Element): boolean => {
    const box = element.getBoundingClientRect()
    return box.width > 1 && box.height > 1 && box.right > 0 && element.checkVisibility()
  }

  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    if (!seen(element) || element.closest('[inert]')) continue
    const style = getComputedStyle(element)
    const named = `${element.tagName} ${element.textContent.trim().slice(0, 24)}`
    const hasWords = [...element.childNodes].some((n) => n.nodeType === 3 && n.nodeValue?.trim())
    if (hasWords) {
      const size = parseFloat(style.fontSize)
      if (size < 11.9) found.add(`under 12 px: ${named}`)
      const [a, b] = [light(colour(style.color)), light(ground(element))]
      const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
      if (contrast < (size >= 24 ? 3 : 4.5) && !element.closest(':disabled')) {
        found.add(`contrast ${contrast.toFixed(2)}: ${named}`)
      }
    }
    if (element.matches('a, button, input, select, textarea') && style.display !== 'inline') {
      const label = element instanceof HTMLInputElement ? element.closest('label') : null
      const box = (label ?? element).getBoundingClientRect()
      if (Math.min(box.width, box.height) < 43.5) found.add(`hard to touch: ${named}`)
    }
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
      const name = element.labels?.length || element.getAttribute('aria-label')
      if (!name) found.add(`a field without a name: ${element.id}`)
    }
  }
  return [...found]
}

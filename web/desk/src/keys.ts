import { ref } from 'vue'

const KEPT = 'desk.keys'

/** Whether single keys do something; some people's software presses keys by itself. */
export const keysOn = ref(localStorage.getItem(KEPT) !== 'off')

export function switchKeys(on: boolean): void {
  keysOn.value = on
  localStorage.setItem(KEPT, on ? 'on' : 'off')
}

/** Whether a key is meant as a shortcut: never in a field, a dialog, while composing, or with another key held. */
export function isShortcut(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : document.body
  return (
    keysOn.value &&
    !event.isComposing &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey &&
    !target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu]')
  )
}

import { ref, watchEffect } from 'vue'

/** How the wallet looks on this device: theme and text size, remembered here and nowhere else. */
export type Theme = 'system' | 'light' | 'dark'

function remembered(key: string, fallback: string): string {
  return localStorage.getItem(key) ?? fallback
}

export const theme = ref<Theme>(remembered('theme', 'system') as Theme)
export const large = ref(remembered('large', 'no') === 'yes')
export const hidden = ref(remembered('hidden', 'no') === 'yes')

const dark = matchMedia('(prefers-color-scheme: dark)')

export function applyLook(): void {
  watchEffect(() => {
    const isDark = theme.value === 'dark' || (theme.value === 'system' && dark.matches)
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
    document.documentElement.dataset.size = large.value ? 'large' : 'normal'
    localStorage.setItem('theme', theme.value)
    localStorage.setItem('large', large.value ? 'yes' : 'no')
    localStorage.setItem('hidden', hidden.value ? 'yes' : 'no')
  })
  dark.addEventListener('change', () => {
    if (theme.value === 'system') {
      document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light'
    }
  })
}

import { setApiLanguage } from 'shared'
import { createI18n } from 'vue-i18n'
import { en } from './words/en'
import { zh } from './words/zh'

const remembered = localStorage.getItem('language')
const first = remembered ?? (navigator.language.startsWith('en') ? 'en' : 'zh-CN')

export const i18n = createI18n({
  legacy: false,
  locale: first,
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh, en },
})

export function speak(language: string): void {
  i18n.global.locale.value = language as 'zh-CN' | 'en'
  localStorage.setItem('language', language)
  document.documentElement.lang = language
  document.title = i18n.global.t('name')
  setApiLanguage(language)
}

speak(first)

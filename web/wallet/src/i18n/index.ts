import { setApiLanguage } from 'shared'
import { createI18n } from 'vue-i18n'
import { en } from './en'
import { zh } from './zh'

export type Language = 'zh-CN' | 'en'

const KEY = 'language'

function first(): Language {
  const remembered = localStorage.getItem(KEY)
  if (remembered === 'zh-CN' || remembered === 'en') return remembered
  return navigator.language.startsWith('en') ? 'en' : 'zh-CN'
}

export const i18n = createI18n({
  legacy: false,
  locale: first(),
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh, en },
})

export function speak(language: Language): void {
  i18n.global.locale.value = language
  localStorage.setItem(KEY, language)
  document.documentElement.lang = language
  document.title = i18n.global.t('name')
  setApiLanguage(language)
}

speak(first())

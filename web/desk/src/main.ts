import 'shared/src/tokens.css'
import 'element-plus/es/components/button/style/css'
import 'element-plus/theme-chalk/dark/css-vars.css'
import './desk.css'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './i18n'

const dark = matchMedia('(prefers-color-scheme: dark)')
function applyTheme(): void {
  document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light'
  document.documentElement.classList.toggle('dark', dark.matches)
}
applyTheme()
dark.addEventListener('change', applyTheme)
createApp(App).use(i18n).mount('#app')

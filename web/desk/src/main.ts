import 'shared/src/tokens.css'
import 'element-plus/es/components/button/style/css'
import './desk.css'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './i18n'

document.documentElement.dataset.theme = 'light'
createApp(App).use(i18n).mount('#app')

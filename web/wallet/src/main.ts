import 'shared/src/tokens.css'
import './wallet.css'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n } from './i18n'
import { router } from './router'
import { restore } from './session'
import { applyLook } from './look'

applyLook()
await restore()
createApp(App).use(i18n).use(router).mount('#app')

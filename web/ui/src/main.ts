import { createApp } from 'vue'
import { VueQueryPlugin } from '@tanstack/vue-query'
import './styles/element'
import './styles/base.css'
import './styles/parts.css'
import './styles/print.css'
import App from './App.vue'
import { i18n, startLanguage } from './i18n'
import { queries } from './shared/queries'
import { router } from './router'

/* After an upgrade of the server an open page asks for parts that are gone: it is loaded anew, once. */
window.addEventListener('vite:preloadError', () => {
  const asked = 'thao.reloaded'
  if (sessionStorage.getItem(asked) === location.href) return
  sessionStorage.setItem(asked, location.href)
  location.reload()
})

async function start(): Promise<void> {
  await startLanguage()
  createApp(App).use(i18n).use(VueQueryPlugin, { queryClient: queries }).use(router).mount('#app')
}

void start()

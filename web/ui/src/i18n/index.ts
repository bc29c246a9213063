import { createI18n } from 'vue-i18n'
import { setLanguage } from '@/api/client'
import vi from './vi'

export type Language = 'vi' | 'en'
const KEPT_AS = 'thao.language'

export const i18n = createI18n({ legacy: false, locale: 'vi', fallbackLocale: 'vi', messages: { vi } as Record<string, typeof vi>, warnHtmlMessage: false })

/* Outside components. */
export const t = (key: string, named: Record<string, unknown> = {}): string => i18n.global.t(key, named)

function chosen(): Language {
  try {
    const kept = localStorage.getItem(KEPT_AS)
    return kept === 'en' ? 'en' : 'vi'
  } catch { return 'vi' }
}

export async function useLanguage(code: Language): Promise<void> {
  if (code === 'en' && !i18n.global.availableLocales.includes('en')) i18n.global.setLocaleMessage('en', (await import('./en')).default)
  i18n.global.locale.value = code
  setLanguage(code)
  document.documentElement.lang = code
  try { localStorage.setItem(KEPT_AS, code) } catch { /* private window: the choice lasts for this page */ }
}

export const startLanguage = (): Promise<void> => useLanguage(chosen())

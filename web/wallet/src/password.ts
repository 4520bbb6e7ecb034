import { ask } from 'shared'
import { computed, type ComputedRef, onUnmounted, type Ref, ref, watch } from 'vue'
import { i18n } from './i18n'

/** How good a password is, and how it gets better. */
export interface PasswordCheck {
  level: 'WEAK' | 'FAIR' | 'GOOD'
  advice?: string
}

const SHORTEST = 8
const LONG = 12
const PHONE_COMPLETE = 11
const PAUSE = 400

/** What length alone says: until the server has answered, and where it cannot. */
export function byLength(password: string): PasswordCheck {
  const { t } = i18n.global
  if (password.length < SHORTEST) return { level: 'WEAK', advice: t('meter.short') }
  return password.length < LONG ? { level: 'FAIR', advice: t('meter.longer') } : { level: 'FAIR' }
}

/** Asks the server about a password once its typing pauses. What it said of another one is not shown. */
export function usePasswordCheck(
  password: Ref<string>,
  phone: Ref<string | undefined>,
  displayName: Ref<string | undefined>,
): ComputedRef<PasswordCheck> {
  const said = ref<{ of: string; check: PasswordCheck }>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function question(): string {
    const number = phone.value?.trim() ?? ''
    return JSON.stringify({
      password: password.value,
      ...(number.length >= PHONE_COMPLETE ? { phone: number } : {}),
      ...(displayName.value ? { displayName: displayName.value } : {}),
    })
  }

  async function inquire(): Promise<void> {
    const of = question()
    try {
      const check = await ask<PasswordCheck>('/api/v1/password-checks', JSON.parse(of))
      if (of === question()) said.value = { of, check }
    } catch {
      if (of === question()) said.value = undefined
    }
  }

  watch([password, phone, displayName], () => {
    clearTimeout(timer)
    if (password.value.length >= SHORTEST) timer = setTimeout(() => void inquire(), PAUSE)
  })
  onUnmounted(() => clearTimeout(timer))
  return computed(() =>
    said.value?.of === question() ? said.value.check : byLength(password.value),
  )
}

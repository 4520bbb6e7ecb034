import { type Ref, ref } from 'vue'

/**
 * Sound and notices of the system for what arrives while somebody looks elsewhere. Both are off until they are switched
 * on here, on this device; a notice never carries what was written.
 */
const KEYS = { sound: 'alert.sound', notice: 'alert.notice' } as const
export type Alert = keyof typeof KEYS

function kept(alert: Alert): boolean {
  return localStorage.getItem(KEYS[alert]) === 'on'
}

function mayNotify(): boolean {
  return 'Notification' in globalThis && Notification.permission === 'granted'
}

export const alertsOn: Record<Alert, Ref<boolean>> = {
  sound: ref(kept('sound')),
  notice: ref(kept('notice') && mayNotify()),
}

/** Switches one on or off; false when the browser does not allow it. */
export async function switchAlert(alert: Alert, on: boolean): Promise<boolean> {
  if (on && alert === 'notice' && !(await allowed())) return false
  alertsOn[alert].value = on
  localStorage.setItem(KEYS[alert], on ? 'on' : 'off')
  if (on && alert === 'sound') beep()
  return true
}

async function allowed(): Promise<boolean> {
  if (!('Notification' in globalThis)) return false
  return (await Notification.requestPermission()) === 'granted'
}

/**
 * @param tag what it is about: a later notice takes the place of an earlier one
 * @param open called when the notice is chosen
 */
export function alertOf(title: string, text: string, tag: string, open: () => void): void {
  if (alertsOn.sound.value) beep()
  if (!alertsOn.notice.value || !mayNotify()) return
  try {
    const notice = new Notification(title, { body: text, tag })
    notice.onclick = () => {
      window.focus()
      notice.close()
      open()
    }
  } catch {
    // Some phones allow notices to service workers only.
  }
}

let audio: AudioContext | undefined

/** Two short tones; made here, so that there is no file to load. */
function beep(): void {
  try {
    audio ??= new AudioContext()
    for (const [n, pitch] of [880, 1175].entries()) {
      const at = audio.currentTime + n * 0.12
      const tone = audio.createOscillator()
      const volume = audio.createGain()
      tone.frequency.value = pitch
      volume.gain.setValueAtTime(0.08, at)
      volume.gain.exponentialRampToValueAtTime(0.001, at + 0.11)
      tone.connect(volume).connect(audio.destination)
      tone.start(at)
      tone.stop(at + 0.12)
    }
  } catch {
    // No sound here.
  }
}

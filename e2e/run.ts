import { openBrowser } from './browser'
import { bills } from './journeys/bills'
import { changeNumber } from './journeys/change-number'
import { channels } from './journeys/channels'
import { everyScreen } from './journeys/every-screen'
import { everyState } from './journeys/every-state'
import { freezeAndUnfreeze } from './journeys/freeze'
import { forgotPassword } from './journeys/forgot-password'
import { hours } from './journeys/hours'
import { limitPolicy } from './journeys/limit-policy'
import { lockAndUnlock } from './journeys/lock-and-unlock'
import { mainStory } from './journeys/main-story'
import { passkey } from './journeys/passkey'
import { collectAndPay, transferToSomebodyNew } from './journeys/payments'
import { safetyCentre } from './journeys/safety-centre'
import { twoSteps } from './journeys/two-steps'
import { verifyName } from './journeys/verify-name'
import { Server } from './server'

/** Runs every journey against one real server and says how many passed. */
const journeys = [
  mainStory,
  safetyCentre,
  everyScreen,
  everyState,
  passkey,
  transferToSomebodyNew,
  collectAndPay,
  lockAndUnlock,
  channels,
  limitPolicy,
  hours,
  forgotPassword,
  twoSteps,
  changeNumber,
  freezeAndUnfreeze,
  verifyName,
  bills,
]
const wanted = process.argv[2]
let passed = 0
let failed = 0

const server = await Server.start()
const browser = await openBrowser()
try {
  for (const journey of journeys.filter((j) => !wanted || j.name === wanted)) {
    const started = Date.now()
    try {
      await journey(browser, server)
      passed += 1
      console.log(`ok      ${journey.name} (${Math.round((Date.now() - started) / 1000)} s)`)
    } catch (error) {
      failed += 1
      console.error(`FAILED  ${journey.name}`, error)
      for (const [n, page] of browser
        .contexts()
        .flatMap((c) => c.pages())
        .entries()) {
        await page.screenshot({ path: `target/screenshots/failed-${journey.name}-${n}.png` })
      }
    }
  }
} finally {
  await browser.close()
  await server.stop()
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

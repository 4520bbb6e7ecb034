import type { Browser } from 'playwright-core'
import { openBrowser } from './browser'
import { accountActs } from './journeys/account-acts'
import { bills } from './journeys/bills'
import { changeNumber } from './journeys/change-number'
import { channels } from './journeys/channels'
import { conversation } from './journeys/conversation'
import { deskSearch } from './journeys/desk-search'
import { deskTools } from './journeys/desk-tools'
import { customerPanel } from './journeys/customer-panel'
import { everyScreen } from './journeys/every-screen'
import { everyState } from './journeys/every-state'
import { freezeAndUnfreeze } from './journeys/freeze'
import { forgotPassword } from './journeys/forgot-password'
import { help } from './journeys/help'
import { helpArticles } from './journeys/help-articles'
import { hours } from './journeys/hours'
import { keyboard } from './journeys/keyboard'
import { limitPolicy } from './journeys/limit-policy'
import { lockAndUnlock } from './journeys/lock-and-unlock'
import { mainStory } from './journeys/main-story'
import { buyFromAMerchant } from './journeys/merchant'
import { passkey } from './journeys/passkey'
import { collectAndPay, transferToSomebodyNew } from './journeys/payments'
import { phoneCall } from './journeys/phone-call'
import { reconciliation } from './journeys/reconciliation'
import { routing } from './journeys/routing'
import { reports } from './journeys/reports'
import { requests } from './journeys/requests'
import { safetyCentre } from './journeys/safety-centre'
import { site } from './journeys/site'
import { staffAdmin } from './journeys/staff-admin'
import { trust } from './journeys/trust'
import { twoSteps } from './journeys/two-steps'
import { underReview } from './journeys/under-review'
import { verifyName } from './journeys/verify-name'
import { Server } from './server'

type Journey = (browser: Browser, server: Server) => Promise<void>

/**
 * Two lanes side by side, each with a server and a browser of its own; in a lane one journey comes after the other, so
 * what one leaves behind (a channel that was down, a limit that was changed) is always met by the same ones.
 */
const LANES: Journey[][] = [
  [
    mainStory,
    everyScreen,
    safetyCentre,
    lockAndUnlock,
    forgotPassword,
    changeNumber,
    freezeAndUnfreeze,
    bills,
    underReview,
    customerPanel,
    staffAdmin,
    accountActs,
    reports,
    site,
    helpArticles,
  ],
  [
    routing,
    everyState,
    twoSteps,
    passkey,
    transferToSomebodyNew,
    collectAndPay,
    verifyName,
    deskSearch,
    buyFromAMerchant,
    channels,
    reconciliation,
    limitPolicy,
    hours,
    help,
    conversation,
    requests,
    phoneCall,
    trust,
    deskTools,
    keyboard,
  ],
]

let passed = 0
let failed = 0

async function run(journey: Journey, browser: Browser, server: Server): Promise<void> {
  const started = Date.now()
  try {
    await journey(browser, server)
    passed += 1
    console.log(`ok      ${journey.name} (${Math.round((Date.now() - started) / 1000)} s)`)
  } catch (error) {
    failed += 1
    console.error(`FAILED  ${journey.name}`, error)
    const pages = browser.contexts().flatMap((context) => context.pages())
    for (const [n, page] of pages.entries()) {
      await page.screenshot({ path: `target/screenshots/failed-${journey.name}-${n}.png` })
    }
  }
}

async function lane(journeys: Journey[]): Promise<void> {
  if (journeys.length === 0) return
  const server = await Server.start()
  const browser = await openBrowser()
  try {
    for (const journey of journeys) await run(journey, browser, server)
  } finally {
    await browser.close()
    await server.stop()
  }
}

/** Runs every journey, or those that are named, and says how many passed. */
const wanted = process.argv.slice(2)
const known = LANES.flat()
const unknown = wanted.filter((name) => !known.some((journey) => journey.name === name))
if (unknown.length > 0) throw new Error(`There is no journey ${unknown.join(', ')}.`)
await Promise.all(
  LANES.map((all) => lane(all.filter((one) => wanted.length === 0 || wanted.includes(one.name)))),
)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

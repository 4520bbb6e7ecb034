import type { Browser } from 'playwright-core'
import { DESKTOP, Person, PHONE } from '../browser'
import { look } from '../look'
import type { Server } from '../server'

/**
 * Somebody asks in their own words, in pinyin and in English, in the wallet and on the site, reads the article, says
 * whether it helped and goes on to the next one.
 */
export async function help(browser: Browser, server: Server): Promise<void> {
  const guest = await Person.at(browser, server, PHONE)
  await guest.page.goto('/app/contact')
  await guest.page.locator('#words').fill('手滑转给别人了怎么要回来')
  await guest.see('转账转错了能撤回吗')
  await look(guest, 'help-01-wallet-search')
  await guest.page.locator('#words').fill('tixian mei dao')
  await guest.see('提现多久到账')
  await guest.follow(/^提现多久到账/)
  await guest.see('这篇文章有帮助吗？')
  await look(guest, 'help-02-wallet-article')
  await guest.press('有帮助')
  await guest.see('谢谢，您的意见会交给写文章的同事。')
  await guest.follow('提现失败，钱退到哪里')
  await guest.see('这篇文章有帮助吗？')
  await look(guest, 'help-03-wallet-next')

  await guest.page.goto('/help?q=验证码收不到')
  await guest.see('收不到验证码怎么办')
  await look(guest, 'help-04-site-search')

  const reader = await Person.at(browser, server, DESKTOP, 'en')
  await reader.page.goto('/en/help?q=forgoten pasword')
  await reader.follow('I forgot my password')
  await reader.see('Did this help?')
  await look(reader, 'help-05-site-article-en')
  await reader.page.locator('#comment').fill('How long is the code good for?')
  await reader.press('No')
  await reader.see('Thank you.')
  await look(reader, 'help-06-site-thanks-en')
  await reader.page.goto('/app/help/fees')
  await reader.see('Read next')
  await look(reader, 'help-07-wallet-article-en')
  for (const person of [guest, reader]) await person.leave()
}

import type { Browser } from 'playwright-core'
import { signedIn } from '../desk'
import { look } from '../look'
import type { Server } from '../server'

/** Finance proposes another limit, a supervisor approves it, and everybody reads who, when and why. */
export async function limitPolicy(browser: Browser, server: Server): Promise<void> {
  const finance = await signedIn(browser, server, 'finance')
  await finance.follow(/^额度/)
  await finance.see('最大金额')
  await look(finance, 'policy-01-in-force')
  await finance.press(/^修改 单笔最大金额/)
  await finance.page.locator('#limitAmount').fill('60000')
  await finance.page.locator('#limitReason').fill('年终大额付款增多')
  await finance.page.locator('#limitEvidence').fill('风控会议纪要 11-20')
  await look(finance, 'policy-02-propose')
  await finance.press(/^提出$/)
  await finance.see('等待批准')
  await look(finance, 'policy-03-waits')

  const supervisor = await signedIn(browser, server, 'supervisor')
  await supervisor.follow('审批')
  await supervisor.see(/单笔最大金额：由 .*50,000.00 改为 .*60,000.00/)
  await look(supervisor, 'policy-04-approve')
  await supervisor.press(/^批准$/)
  await supervisor.see('没有要审批的')
  await supervisor.follow(/^额度/)
  await supervisor.see('已生效')
  await look(supervisor, 'policy-05-changed')
  await finance.leave()
  await supervisor.leave()
}

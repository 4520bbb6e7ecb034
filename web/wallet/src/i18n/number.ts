/** Words about changing the phone number and cooling down after it. */
export const numberZh = {
  coolDown: { safety: '去安全中心' },
  number: {
    title: '更换手机号',
    now: '现在是 {phone}',
    lead: '现在的手机号是 {phone}。换号后用新号码登录、收验证码。',
    why: '要确认两件事',
    whyNew: '新号码在您手里：它会收到一条验证码。',
    whyOldCode:
      '是您本人：旧号码也会收到一条验证码，有通行密钥的用它确认。别人只拿到其中一部手机，换不了。',
    whyOldTotp: '是您本人：用您的验证器确认。别人只拿到手机，换不了。',
    what: '换号后会怎样',
    does: {
      old: '旧号码马上不能再登录，也不再收到账户的短信',
      devices: '除了这台设备，其他设备退出登录',
      cool: '进入冷静期：一段时间内只能转出少量金额，收款和充值不受影响',
      again: '短期内不能再换一次',
    },
    begin: '开始更换',
    lost: '旧号码收不到短信了？',
    lostAsk: '联系客服，核实身份后更换',
    fixed: '您最近换过手机号，{at} 以后才能再换。必须提前更换，请联系客服。',
    frozen: '账户已冻结，解冻后才能更换手机号。',
    fresh: '新手机号',
    next: '下一步',
    to: '换成 {phone}',
    edit: '修改',
    working: '正在更换',
    done: '手机号已换成 {phone}',
    doneSub: '以后用它登录。旧号码已收到通知，其他设备已退出登录。',
    home: '回到首页',
  },
}

export const numberEn: typeof numberZh = {
  coolDown: { safety: 'Safety centre' },
  number: {
    title: 'Change phone number',
    now: 'Now {phone}',
    lead: 'Your number is {phone}. After the change you sign in and get codes with the new one.',
    why: 'Two things to confirm',
    whyNew: 'That the new number is yours: it gets a code.',
    whyOldCode:
      'That it is you: the old number gets a code, too, or you use your passkey. Whoever has only one of the two phones changes nothing.',
    whyOldTotp:
      'That it is you: with your authenticator. Whoever has only the phone changes nothing.',
    what: 'What the change does',
    does: {
      old: 'The old number no longer signs in or gets your texts',
      devices: 'Every other device is signed out',
      cool: 'For a while only a small sum may leave the account; money can come in as always',
      again: 'It cannot be changed again soon',
    },
    begin: 'Begin',
    lost: 'The old number gets no texts any more?',
    lostAsk: 'Contact support; we change it once we know it is you',
    fixed:
      'You changed your number recently; it can be changed again after {at}. If it has to be sooner, contact support.',
    frozen: 'The account is frozen. The number can be changed once it is unfrozen.',
    fresh: 'New phone number',
    next: 'Next',
    to: 'Changing to {phone}',
    edit: 'Edit',
    working: 'Changing it',
    done: 'Your number is now {phone}',
    doneSub: 'Sign in with it from now on. The old number was told; other devices are signed out.',
    home: 'Back to the home page',
  },
}

/** Words about money that waits until the name is verified. */
export const beforeNameZh = {
  beforeName: {
    leaves: '没有实名的账户，一共还可以付款或提现 {leaves}。',
    waits: '实名之前还可以付款或提现 {leaves}，充值后有 {waits} 要等完成实名才能转出。',
    tooMuch: '没有实名的账户最多放 {most}，现在还可以充值 {room}。实名之后就没有这个限制。',
    verify: '完成实名认证',
  },
}

export const beforeNameEn: typeof beforeNameZh = {
  beforeName: {
    leaves: 'Before your name is verified, {leaves} can still be paid or withdrawn in all.',
    waits:
      'Before your name is verified, {leaves} can still be paid or withdrawn; after this top-up {waits} would wait until then.',
    tooMuch:
      'Before your name is verified an account holds {most} at most; {room} more can come in now. After that there is no such limit.',
    verify: 'Verify your name',
  },
}

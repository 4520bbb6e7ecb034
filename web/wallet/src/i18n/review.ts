/** Words about a payment that somebody looks at first. */
export const reviewZh = {
  review: {
    now: '正在审核',
    lead: '我们的同事正在看这笔交易，您不用做什么。放行就马上继续，不放行钱原样退回，结果会通知您。',
    back: '钱已退回',
  },
}

export const reviewEn: typeof reviewZh = {
  review: {
    now: 'Under review',
    lead: 'A colleague is looking at it; there is nothing you need to do. Let through, it goes on at once; if not, all of the money comes back. You are told either way.',
    back: 'The money is back',
  },
}

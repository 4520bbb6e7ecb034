/** Words about what two people do to an account's money. */
export const deskActsZh = {
  deskActs: {
    ADJUST: '提出调账',
    REFUND: '提出退款',
    RAISE_LIMIT: '提出临时提额',
    effects: {
      ADJUST: '批准后马上记账，每次最多 ¥50,000.00；客户会收到通知，账单里看得到金额和原因。',
      REFUND: '批准后由商户原路退给客户，合计不超过这笔付款；客户会收到通知。',
      RAISE_LIMIT: '批准后马上生效，到期自己恢复，最多为现在的 10 倍；客户会收到通知。',
    },
    direction: '方向',
    GIVE: '补给客户',
    TAKE: '从客户扣回',
    payment: '哪一笔付款',
    rule: '哪一项额度',
    until: '到哪天为止（含当天）',
    cap: '提高到（现在 {now}）',
    amount: '金额（元）',
    code: '原因类别',
    codes: {
      GOODWILL: '关怀补偿',
      FEE_ERROR: '手续费有误',
      DUPLICATE_CHARGE: '重复扣款',
      BANK_ERROR: '银行差错',
      COMPLAINT: '投诉处理',
      DISPUTE_WON: '争议裁定支持客户',
      OTHER: '其他',
      LARGE_PURCHASE: '大额购物',
      FAMILY_OR_MEDICAL: '家庭或医疗急用',
      BUSINESS: '经营周转',
    },
    proposed: '{what}：已提交，等待另一位同事批准。',
  },
}

export const deskActsEn: typeof deskActsZh = {
  deskActs: {
    ADJUST: 'Propose an adjustment',
    REFUND: 'Propose a refund',
    RAISE_LIMIT: 'Propose a higher limit',
    effects: {
      ADJUST:
        'Posted right after the approval, ¥50,000.00 at most; the customer is told, and reads the amount and the reason in their bills.',
      REFUND:
        'Given back by the merchant after the approval, never more than was paid in all; the customer is told.',
      RAISE_LIMIT:
        'In force right after the approval, at most ten times what it is, and ends by itself; the customer is told.',
    },
    direction: 'Which way',
    GIVE: 'Give to the customer',
    TAKE: 'Take from the customer',
    payment: 'Which payment',
    rule: 'Which limit',
    until: 'Until (that day included)',
    cap: 'Raise to (now {now})',
    amount: 'Amount (CNY)',
    code: 'Kind of reason',
    codes: {
      GOODWILL: 'Goodwill',
      FEE_ERROR: 'Wrong fee',
      DUPLICATE_CHARGE: 'Charged twice',
      BANK_ERROR: 'Bank’s mistake',
      COMPLAINT: 'Complaint',
      DISPUTE_WON: 'Dispute decided for the customer',
      OTHER: 'Other',
      LARGE_PURCHASE: 'A large purchase',
      FAMILY_OR_MEDICAL: 'Family or medical need',
      BUSINESS: 'Business',
    },
    proposed: '{what}: proposed; a colleague decides.',
  },
}

/** Words both apps use. */
export const commonZh = {
  file: { checking: '正在检查文件', refused: '文件没有通过检查' },
  failure: { retry: '再试一次', ask: '问客服', code: '代码' },
  form: { optional: '（选填）', choose: '请选择' },
  money: {
    NOT_TAKEN: {
      title: '没有扣款',
      detail: '钱还在原来的地方，没有动。',
      until: '钱还在原来的地方，没有动。',
    },
    HELD: {
      title: '钱保留在您的账户里',
      detail: '没有丢，也没有花掉；有结果马上告诉您。',
      until: '没有丢，也没有花掉；最晚{at} 有结果。',
    },
    RETURNED: { title: '钱已退回您的余额', detail: '现在就可以使用。', until: '现在就可以使用。' },
    ARRIVED: {
      title: '钱已到对方账户',
      detail: '不在您的余额里了。',
      until: '不在您的余额里了。',
    },
    TAKEN_BACK: {
      title: '钱已被银行收回',
      detail: '它回到了充值时的银行账户。',
      until: '它回到了充值时的银行账户。',
    },
    ARRIVES_BY: { title: '钱在路上', detail: '通常很快到账。', until: '最晚{at} 到账。' },
    CHECKING: {
      title: '正在查清钱在哪里',
      detail: '查清之前不会动它，请不要重复付款。',
      until: '最晚{at} 给您结果，请不要重复付款。',
    },
  },
  state: { SUCCEEDED: '成功', FAILED: '失败', PROCESSING: '处理中' },
}

export const commonEn: typeof commonZh = {
  file: { checking: 'The file is being checked', refused: 'The file did not pass the check' },
  failure: { retry: 'Try again', ask: 'Ask support', code: 'Code' },
  form: { optional: ' (optional)', choose: 'Please choose' },
  money: {
    NOT_TAKEN: {
      title: 'Nothing was taken',
      detail: 'Your money is where it was.',
      until: 'Your money is where it was.',
    },
    HELD: {
      title: 'Your money is set aside',
      detail: 'Not lost and not spent; you will hear at once.',
      until: 'Not lost and not spent. Result due: {at}.',
    },
    RETURNED: {
      title: 'The money is back in your balance',
      detail: 'You can use it now.',
      until: 'You can use it now.',
    },
    ARRIVED: {
      title: 'The money has reached the payee',
      detail: 'It is no longer in your balance.',
      until: 'It is no longer in your balance.',
    },
    TAKEN_BACK: {
      title: 'The bank has taken the money back',
      detail: 'It is in the bank account it was topped up from.',
      until: 'It is in the bank account it was topped up from.',
    },
    ARRIVES_BY: {
      title: 'The money is on its way',
      detail: 'It usually arrives soon.',
      until: 'Arrives by: {at}.',
    },
    CHECKING: {
      title: 'We are finding out where the money is',
      detail: 'It stays put until known. Please do not pay again.',
      until: 'Answer due: {at}. Please do not pay again.',
    },
  },
  state: { SUCCEEDED: 'Done', FAILED: 'Failed', PROCESSING: 'Under way' },
}

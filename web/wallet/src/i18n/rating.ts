/** Words about rating a conversation, and about being told of answers. */
export const ratingZh = {
  assistant: {
    helpful: '有用',
    unhelpful: '没用',
    glad: '谢谢，很高兴帮上忙',
    sorry: '谢谢告诉我们，这篇会改进',
    human: '人工',
  },
  rating: {
    ask: '这次服务怎么样？',
    askNamed: '客服 {name} 的服务怎么样？',
    choose: '点星星评价',
    words: ['', '很不满意', '不满意', '一般', '满意', '非常满意'],
    comment: '想说点什么（选填）',
    send: '提交评价',
    thanks: '谢谢您的评价',
    change: '修改',
  },
  alerts: {
    title: '新消息提醒',
    sound: '新回复有声音',
    notice: '新回复显示系统通知',
    refused: '浏览器没有允许通知，请在浏览器设置里打开。',
    came: '客服回复了您',
    open: '点这里查看',
  },
}

export const ratingEn: typeof ratingZh = {
  assistant: {
    helpful: 'Helpful',
    unhelpful: 'Not helpful',
    glad: 'Thank you, glad it helped',
    sorry: 'Thank you, we will make it better',
    human: 'A human, please',
  },
  rating: {
    ask: 'How was it?',
    askNamed: 'How was it with {name} from support?',
    choose: 'Choose a star',
    words: ['', 'Very bad', 'Bad', 'So-so', 'Good', 'Very good'],
    comment: 'Anything to add? (optional)',
    send: 'Send rating',
    thanks: 'Thank you for rating',
    change: 'Change',
  },
  alerts: {
    title: 'New messages',
    sound: 'A sound for new answers',
    notice: 'A system notice for new answers',
    refused: 'Your browser does not allow notices; allow them in its settings.',
    came: 'Support answered you',
    open: 'Open to read it',
  },
}

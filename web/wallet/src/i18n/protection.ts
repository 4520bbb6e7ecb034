/** Words about the anti-phishing phrase, advice on passwords and the safety score, in both languages. */
export const protectionZh = {
  meter: {
    WEAK: '太弱，不能用',
    FAIR: '可以用',
    GOOD: '很好',
    short: '太短：至少 8 个字符，12 个更好。',
    longer: '再长一些更好。',
  },
  phrase: {
    title: '防伪短语',
    lead: '选一个只有您和我们知道的短语。我们发给您的短信和客服页面会带上它；自称是我们却没有它的，请先核实。',
    staff: '客服看不到它，也不会问您。不要告诉任何人。',
    now: '现在的短语',
    looks: '短信会是这样',
    sample: '【小狐钱包】〔{phrase}〕登录验证码 ······',
    none: '未设置 · 一眼认出是不是我们的短信',
    set: '「{phrase}」会出现在我们的短信和客服页面',
    choose: '选一个',
    more: '换一批',
    use: '用「{phrase}」',
    confirmFirst: '先确认是您本人：短信验证码只发到 {phone}。',
    authenticator: '先用验证器确认是您本人。',
    done: '已选定。我们的短信和客服页面会带上它。',
    chat: '防伪短语「{phrase}」',
  },
}

export const protectionEn: typeof protectionZh = {
  meter: {
    WEAK: 'Too weak to be used',
    FAIR: 'It will do',
    GOOD: 'Good',
    short: 'It is too short: use at least 8 characters, better 12.',
    longer: 'Longer is better.',
  },
  phrase: {
    title: 'Anti-phishing phrase',
    lead: 'Choose a phrase only you and we know. Our texts to you and the chat page carry it; check first what claims to be us without it.',
    staff: 'Our staff cannot see it and never ask for it. Tell nobody.',
    now: 'Your phrase now',
    looks: 'Texts will look like this',
    sample: '[Xiaohu Wallet]〔{phrase}〕 Your sign-in code is ······',
    none: 'Not set · tells our texts from a fraudster’s',
    set: '“{phrase}” is in our texts and on the chat page',
    choose: 'Choose one',
    more: 'Show others',
    use: 'Use “{phrase}”',
    confirmFirst: 'First confirm that it is you: the code is sent only to {phone}.',
    authenticator: 'First confirm with your authenticator that it is you.',
    done: 'It is chosen. Our texts and the chat page carry it.',
    chat: 'your phrase “{phrase}”',
  },
}

import { commonEn, commonZh, setApiLanguage } from 'shared'
import { createI18n } from 'vue-i18n'

const zh = {
  ...commonZh,
  name: '小狐客服台',
  loading: '正在读取',
  signIn: {
    lead: '客服台',
    username: '用户名',
    password: '密码',
    go: '登录',
    code: '动态验证码',
    out: '退出',
  },
  invite: {
    lead: '设置密码和动态验证码',
    password: '设置密码（至少 10 个字符）',
    go: '下一步',
    secret: '在验证器 App 里添加这个密钥，然后输入它显示的 6 位数字。',
    confirm: '完成',
    done: '好了，请登录。',
  },
  box: { all: '全部', waiting: '待接待', mine: '我的', closed: '已结束' },
  inbox: {
    title: '会话',
    short: '会话',
    none: '这里没有会话',
    keys: 'J / K 上下 · R 回复 · C 接待 · E 再回车结束',
    unread: '{n} 条新',
    waited: '等了 {time}',
    guest: '访客',
    mine: '我',
    count: '{n} 个会话',
  },
  talk: {
    choose: '请从左边选择一个会话',
    claim: '接待',
    release: '放回队列',
    close: '结束',
    reply: '回复',
    note: '内部备注',
    send: '发送',
    hint: '说点什么（Ctrl+↵ 发送）',
    noteHint: '只有同事看得到',
    noteMark: '内部备注',
    read: '已读',
    delivered: '已送达',
    with: '{name} 正在接待',
    waiting: '等待接待',
    closed: '已结束',
    typing: '客户正在输入…',
    opened: '{at} 打开',
    about: '客户在问',
    picture: '［图片］',
    file: '客户发来的文件',
    theirs: '{name} 正在接待，您可以留内部备注',
    takeFirst: '接待后就能回复（按 C）。',
  },
  customer: {
    title: '客户',
    none: '访客还没有登录，没有账户资料。',
    nobody: '选择一个会话，这里显示客户的账户。',
    class: '{class} 类账户',
    joined: '{at} 加入',
    available: '可用余额',
    held: '处理中',
    money: '资金时间线',
    safety: '安全时间线',
    empty: '还没有记录',
  },
}

const en: typeof zh = {
  ...commonEn,
  name: 'Xiaohu Desk',
  loading: 'Loading',
  signIn: {
    lead: 'Desk',
    username: 'User name',
    password: 'Password',
    go: 'Sign in',
    code: 'Authenticator code',
    out: 'Sign out',
  },
  invite: {
    lead: 'Set a password and an authenticator',
    password: 'Password (at least 10 characters)',
    go: 'Next',
    secret: 'Add this secret to your authenticator app, then enter the six digits it shows.',
    confirm: 'Finish',
    done: 'Done. Please sign in.',
  },
  box: { all: 'All', waiting: 'Waiting', mine: 'Mine', closed: 'Closed' },
  inbox: {
    title: 'Conversations',
    short: 'Chats',
    none: 'No conversations here',
    keys: 'J / K move · R reply · C take · E then ↵ ends',
    unread: '{n} new',
    waited: 'waited {time}',
    guest: 'Guest',
    mine: 'Me',
    count: '{n} conversations',
  },
  talk: {
    choose: 'Choose a conversation on the left',
    claim: 'Take',
    release: 'Give back',
    close: 'End',
    reply: 'Reply',
    note: 'Note',
    send: 'Send',
    hint: 'Write (Ctrl+↵ sends)',
    noteHint: 'Only colleagues see it',
    noteMark: 'Note',
    read: 'Read',
    delivered: 'Delivered',
    with: '{name} has it',
    waiting: 'Waiting',
    closed: 'Closed',
    typing: 'The customer is typing…',
    opened: 'Opened: {at}',
    about: 'It is about',
    picture: '[Picture]',
    file: 'A file from the customer',
    theirs: '{name} has it; you can leave a note',
    takeFirst: 'Take it to reply (press C).',
  },
  customer: {
    title: 'Customer',
    none: 'A guest who has not signed in; there is no account data.',
    nobody: 'Choose a conversation to see the account here.',
    class: 'Class {class}',
    joined: 'since {at}',
    available: 'Available',
    held: 'Under way',
    money: 'Money',
    safety: 'Safety',
    empty: 'Nothing yet',
  },
}

const remembered = localStorage.getItem('language')
const first = remembered ?? (navigator.language.startsWith('en') ? 'en' : 'zh-CN')

export const i18n = createI18n({
  legacy: false,
  locale: first,
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': zh, en },
})

export function speak(language: string): void {
  i18n.global.locale.value = language as 'zh-CN' | 'en'
  localStorage.setItem('language', language)
  document.documentElement.lang = language
  document.title = i18n.global.t('name')
  setApiLanguage(language)
}

speak(first)

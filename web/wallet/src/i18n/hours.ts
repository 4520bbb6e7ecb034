/** Words about when somebody answers. */
export const hoursZh = {
  hours: {
    today: '今天 {hours}',
    until: '到 {at}',
    local: '当地时间（{zone}）',
    kinds: { PEAK: '现在高峰', PEAK_COMING: '高峰预告', HOLIDAY: '节假日' },
  },
}

export const hoursEn: typeof hoursZh = {
  hours: {
    today: 'Today {hours}',
    until: 'until {at}',
    local: 'local time ({zone})',
    kinds: { PEAK: 'Peak.', PEAK_COMING: 'Peak ahead.', HOLIDAY: 'Holiday.' },
  },
}

/** Tencent Cloud SMS: how a text is sent, and what it reports of it later. */
@NullMarked
package io.xiaohu.notification.provider.tencent;

import org.jspecify.annotations.NullMarked;

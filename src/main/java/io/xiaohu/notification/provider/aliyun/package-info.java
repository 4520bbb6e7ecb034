/** Aliyun SMS (短信服务): how a text is sent, and what it reports of it later. */
@NullMarked
package io.xiaohu.notification.provider.aliyun;

import org.jspecify.annotations.NullMarked;

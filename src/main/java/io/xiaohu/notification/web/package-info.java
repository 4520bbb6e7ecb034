/** The demo outbox and notices over HTTP. */
@NullMarked
package io.xiaohu.notification.web;

import org.jspecify.annotations.NullMarked;

/** Twilio: how a text is sent, and what it reports of it later. */
@NullMarked
package io.xiaohu.notification.provider.twilio;

import org.jspecify.annotations.NullMarked;

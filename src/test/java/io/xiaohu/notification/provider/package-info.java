/** Providers for texts, tried on servers that check as the vendors do. */
@NullMarked
package io.xiaohu.notification.provider;

import org.jspecify.annotations.NullMarked;

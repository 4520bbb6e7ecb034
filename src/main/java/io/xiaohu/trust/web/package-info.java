/** Contacts and checks over HTTP. */
@NullMarked
package io.xiaohu.trust.web;

import org.jspecify.annotations.NullMarked;

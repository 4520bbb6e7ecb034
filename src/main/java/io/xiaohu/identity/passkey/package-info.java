/** WebAuthn: what authenticators are asked, and whether what they answer is right. */
@NullMarked
package io.xiaohu.identity.passkey;

import org.jspecify.annotations.NullMarked;

/** Xiaohu Wallet: one server that holds the money, the people and the conversations. */
@NullMarked
package io.xiaohu;

import org.jspecify.annotations.NullMarked;

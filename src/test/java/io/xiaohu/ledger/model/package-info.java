/**
 * A plain model of the ledger, random commands, and the real writer compared with it step by step.
 */
@NullMarked
package io.xiaohu.ledger.model;

import org.jspecify.annotations.NullMarked;

/** Aliyun's identity verification (实人认证, cloudauth). */
@NullMarked
package io.xiaohu.verification.provider.aliyun;

import org.jspecify.annotations.NullMarked;

package io.xiaohu.platform.web;

import io.xiaohu.kernel.BoundsItsFiles;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses what is larger than one file may be, but where a call has bounds of its own. */
class FileBounds implements HandlerInterceptor {

    private static final long LARGEST = 10L * 1024 * 1024;

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean itself =
                handler instanceof HandlerMethod method
                        && method.hasMethodAnnotation(BoundsItsFiles.class);
        if (!itself && request instanceof MultipartHttpServletRequest form) {
            long size =
                    form.getMultiFileMap().values().stream()
                            .flatMap(Collection::stream)
                            .mapToLong(MultipartFile::getSize)
                            .sum();
            if (size > LARGEST) {
                throw Problem.of(Reason.FILE_TOO_LARGE).with("max", "10 MB").exception();
            }
        }
        return true;
    }
}

package io.xiaohu.platform.web;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.RequiresRole;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a member of staff make a call only with one of the roles it names. */
class RoleCheck implements HandlerInterceptor {

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return true;
        }
        RequiresRole required = required(method);
        if (required == null) {
            return true;
        }
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        boolean allowed =
                who != null
                        && who.getPrincipal() instanceof Caller.Staff staff
                        && Arrays.stream(required.value()).anyMatch(staff.roles()::contains);
        if (!allowed) {
            throw Problem.of(Reason.NOT_ALLOWED).exception();
        }
        return true;
    }

    static @Nullable RequiresRole required(HandlerMethod method) {
        RequiresRole own = method.getMethodAnnotation(RequiresRole.class);
        return own != null ? own : method.getBeanType().getAnnotation(RequiresRole.class);
    }
}

package io.xiaohu.platform.web;

import io.xiaohu.kernel.Caller;
import io.xiaohu.kernel.IdempotentRequest;
import io.xiaohu.kernel.Keyring;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.Reason;
import io.xiaohu.kernel.Tokens;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.WebUtils;

/**
 * A mutation with an {@code Idempotency-Key} is done once. The key is filed and the call is made in
 * one transaction, so a second one with the same key, sent at the same moment to any server, waits
 * in the database and then reads the first answer. Only success is kept: every refusal here leaves
 * the key free. Calls that move money are not wrapped: the ledger's own record repeats them.
 */
@Component
@Order(1)
class IdempotencyFilter extends OncePerRequestFilter {

    static final String KEY_HEADER = "Idempotency-Key";
    static final String REQUEST = IdempotentRequest.class.getName();

    /** Their own order and refund numbers make a repeat a repeat. */
    private static final String MERCHANTS = "/api/v1/merchant/";

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final int LONGEST_KEY = 128;

    /**
     * Answers with a token or a cookie are never kept; signing in twice is signing in twice. Nor is
     * what was said of a password. A statement is a file made anew, from what nobody can change.
     */
    private static final Set<String> NEVER_KEPT =
            Set.of(
                    "/api/v1/sessions",
                    "/api/v1/passkey-sessions",
                    "/api/v1/session",
                    "/api/v1/password-checks",
                    "/api/v1/statement-exports",
                    "/api/v1/me/pay-codes",
                    "/api/v1/desk/sessions",
                    "/api/v1/desk/invitations/accept",
                    "/api/v1/desk/invitations/confirm",
                    "/api/v1/desk/staff",
                    "/api/v1/desk/staff-links",
                    "/api/v1/desk/unmaskings");

    /**
     * A call in a transaction holds one connection and may need a second for what must survive a
     * rollback. Fewer calls at a time than half the pool, so that they never wait for each other's
     * second.
     */
    private static final int AT_ONCE = 10;

    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final IdempotentCalls calls;
    private final RequestContent content;
    private final MoneyCalls moneyCalls;
    private final TransactionTemplate transactions;
    private final ProblemAnswers problems;
    private final Keyring keyring;
    private final OpenCalls openCalls;

    IdempotencyFilter(
            IdempotentCalls calls,
            RequestContent content,
            MoneyCalls moneyCalls,
            TransactionTemplate transactions,
            ProblemAnswers problems,
            Keyring keyring,
            OpenCalls openCalls) {
        this.calls = calls;
        this.content = content;
        this.moneyCalls = moneyCalls;
        this.transactions = transactions;
        this.problems = problems;
        this.keyring = keyring;
        this.openCalls = openCalls;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/")
                || request.getRequestURI().startsWith(MERCHANTS)
                || !CHANGING.contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(KEY_HEADER);
        boolean movesMoney = moneyCalls.isOne(request);
        if (key == null) {
            if (movesMoney) {
                problems.write(Problem.of(Reason.IDEMPOTENCY_KEY_REQUIRED), request, response);
            } else {
                chain.doFilter(request, response);
            }
            return;
        }
        if (key.isBlank()
                || key.length() > LONGEST_KEY
                || !key.chars().allMatch(c -> c > 32 && c < 127)) {
            problems.write(Problem.of(Reason.BAD_INPUT).field(KEY_HEADER), request, response);
            return;
        }
        request.setAttribute(REQUEST, new IdempotentRequest(key, content.digest(request)));
        if (movesMoney || NEVER_KEPT.contains(request.getRequestURI())) {
            chain.doFilter(request, response);
        } else {
            once(key, request, response, chain);
        }
    }

    private void once(
            String key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        IdempotentCalls.Id id =
                new IdempotentCalls.Id(
                        caller(request), request.getMethod() + " " + request.getRequestURI(), key);
        IdempotentRequest.Digest digest = content.digest(request);
        IdempotentCalls.@Nullable Answer earlier =
                inTurn(() -> inTransaction(id, digest, request, answer, chain));
        if (earlier != null) {
            repeat(earlier, digest, request, response);
        } else {
            answer.copyBodyToResponse();
        }
    }

    private interface Turn {
        IdempotentCalls.@Nullable Answer take() throws ServletException, IOException;
    }

    private IdempotentCalls.@Nullable Answer inTurn(Turn turn)
            throws ServletException, IOException {
        places.acquireUninterruptibly();
        try {
            return turn.take();
        } finally {
            places.release();
        }
    }

    /** Makes the call in a transaction; gives the earlier answer instead when there is one. */
    private IdempotentCalls.@Nullable Answer inTransaction(
            IdempotentCalls.Id id,
            IdempotentRequest.Digest digest,
            HttpServletRequest request,
            ContentCachingResponseWrapper answer,
            FilterChain chain)
            throws ServletException, IOException {
        try {
            return transactions.execute(status -> {
                if (!calls.file(id, digest.value())) {
                    return calls.read(id);
                }
                try {
                    chain.doFilter(request, answer);
                } catch (IOException | ServletException e) {
                    throw new CallFailed(e);
                }
                boolean done = answer.getStatus() < 300;
                if (done && !status.isRollbackOnly()) {
                    calls.complete(
                            id,
                            answer.getStatus(),
                            answer.getContentType(),
                            content.withoutSecrets(answer.getContentAsByteArray()));
                } else {
                    status.setRollbackOnly();
                }
                return null;
            });
        } catch (CallFailed e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case ServletException servlet -> throw servlet;
                case null, default -> throw e;
            }
        }
    }

    private void repeat(
            IdempotentCalls.Answer earlier,
            IdempotentRequest.Digest digest,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!digest.matches(earlier.digest())) {
            problems.write(Problem.of(Reason.IDEMPOTENCY_CONFLICT), request, response);
            return;
        }
        response.setStatus(earlier.status());
        if (earlier.mediaType() != null) {
            response.setContentType(earlier.mediaType());
        }
        response.getOutputStream().write(earlier.body());
    }

    /**
     * A call made before there is a session is the phone's own: its repeat may come with the
     * session that the first one began. A guest is their cookie, wherever they call from, and
     * nobody else is.
     */
    private String caller(HttpServletRequest request) {
        boolean beforeSession =
                openCalls.find(request).filter(open -> !open.csrfWhenSignedIn()).isPresent();
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (!beforeSession && who != null && who.getPrincipal() instanceof Caller caller) {
            return caller.key();
        }
        String phone = content.phone(request);
        if (phone == null) {
            Cookie guest = WebUtils.getCookie(request, Tokens.GUEST_COOKIE);
            return guest == null || guest.getValue().isEmpty()
                    ? "address:" + request.getRemoteAddr()
                    : "guest:" + HexFormat.of().formatHex(Tokens.hash(guest.getValue()));
        }
        byte[] hashed =
                keyring.mac(Keyring.Purpose.PHONE_INDEX, phone.getBytes(StandardCharsets.UTF_8));
        return "phone:" + HexFormat.of().formatHex(hashed);
    }

    /** Carries a checked exception out of the transaction. */
    private static final class CallFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CallFailed(Exception cause) {
            super(cause);
        }
    }
}

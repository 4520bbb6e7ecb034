package io.xiaohu.payment.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.xiaohu.kernel.Money;
import io.xiaohu.kernel.OpenCall;
import io.xiaohu.kernel.Problem;
import io.xiaohu.kernel.QrPicture;
import io.xiaohu.kernel.Reason;
import io.xiaohu.payment.Demand;
import io.xiaohu.payment.MerchantOrders;
import io.xiaohu.payment.Merchants;
import io.xiaohu.payment.jdbc.MerchantRows;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Calls of merchants, who sign each of them; see {@link Merchants}. */
@Tag(name = "Merchants")
@RestController
class MerchantController {

    private static final String NUMBER = "[A-Za-z0-9_-]{1,64}";
    private static final String SIGNED =
            " Signed by the merchant with the headers X-Xiaohu-Merchant, X-Xiaohu-Timestamp,"
                + " X-Xiaohu-Nonce and X-Xiaohu-Signature (401 SIGNATURE_WRONG, SIGNATURE_STALE;"
                + " 409 REQUEST_REPLAYED).";

    record NewOrder(
            @NotNull @Pattern(regexp = NUMBER) String orderNumber,
            @NotNull Money amount,
            @NotNull @Size(min = 1, max = 60) String subject,
            @Pattern(regexp = "[0-9]{18}") @Nullable String payCode) {}

    record NewRefund(
            @NotNull @Pattern(regexp = NUMBER) String refundNumber, @NotNull Money amount) {}

    record OrderShown(
            String orderNumber,
            UUID id,
            Demand.State state,
            Money amount,
            String subject,
            String payUrl,
            String payQr,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant endedAt,
            Money refunded,
            List<MerchantRows.Refund> refunds) {}

    private final Merchants merchants;
    private final MerchantOrders orders;
    private final JsonMapper json;
    private final Validator validator;

    MerchantController(
            Merchants merchants, MerchantOrders orders, JsonMapper json, Validator validator) {
        this.merchants = merchants;
        this.orders = orders;
        this.json = json;
        this.validator = validator;
    }

    @Bean
    static OpenCall merchantsOpenOrders() {
        return OpenCall.before("POST", "/api/v1/merchant/orders");
    }

    @Bean
    static OpenCall merchantsReadOrders() {
        return OpenCall.get("/api/v1/merchant/orders/{number}");
    }

    @Bean
    static OpenCall merchantsRefundOrders() {
        return OpenCall.before("POST", "/api/v1/merchant/orders/{number}/refunds");
    }

    @Operation(
            summary = "Open an order",
            description =
                    "Once for its number: a repeat answers how the order stands. With a pay code"
                            + " it is charged at once (422 PAY_CODE_INVALID, PAY_CODE_REFUSED; it"
                            + " stays open); else the buyer pays at payUrl within two hours;"
                            + " payQr is its QR code to show, a picture in a data URI."
                            + SIGNED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = NewOrder.class)))
    @PostMapping("/api/v1/merchant/orders")
    @ResponseStatus(HttpStatus.CREATED)
    OrderShown open(HttpServletRequest call, @RequestBody byte[] body) {
        UUID merchant = merchant(call, body);
        NewOrder order = read(body, NewOrder.class);
        return shown(
                orders.open(
                        merchant,
                        order.orderNumber(),
                        order.amount(),
                        order.subject(),
                        order.payCode()));
    }

    @Operation(summary = "One order", description = "With what was refunded of it." + SIGNED)
    @GetMapping("/api/v1/merchant/orders/{number}")
    OrderShown order(HttpServletRequest call, @PathVariable String number) {
        return shown(orders.get(merchant(call, new byte[0]), number));
    }

    @Operation(
            summary = "Refund an order",
            description =
                    "All or some of it, once for its number, never more than was paid (409"
                            + " ALREADY_GIVEN_BACK). A number that was refused stays refused."
                            + SIGNED)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = NewRefund.class)))
    @PostMapping("/api/v1/merchant/orders/{number}/refunds")
    @ResponseStatus(HttpStatus.CREATED)
    OrderShown refund(
            HttpServletRequest call, @PathVariable String number, @RequestBody byte[] body) {
        UUID merchant = merchant(call, body);
        NewRefund refund = read(body, NewRefund.class);
        return shown(orders.refund(merchant, number, refund.refundNumber(), refund.amount()));
    }

    private UUID merchant(HttpServletRequest call, byte[] body) {
        return merchants.require(
                new Merchants.Signed(
                        call.getMethod(),
                        call.getRequestURI(),
                        call.getHeader("X-Xiaohu-Merchant"),
                        call.getHeader("X-Xiaohu-Timestamp"),
                        call.getHeader("X-Xiaohu-Nonce"),
                        call.getHeader("X-Xiaohu-Signature"),
                        body));
    }

    /** Read only when the signature over these very bytes is right. */
    private <T> T read(byte[] body, Class<T> type) {
        T form;
        try {
            form = json.readValue(body, type);
        } catch (JacksonException e) {
            throw Problem.of(Reason.BAD_INPUT).exception();
        }
        if (form == null) {
            throw Problem.of(Reason.BAD_INPUT).exception();
        }
        Set<ConstraintViolation<T>> wrong = validator.validate(form);
        if (!wrong.isEmpty()) {
            Problem problem = Problem.of(Reason.BAD_INPUT);
            for (ConstraintViolation<T> one : wrong) {
                problem = problem.field(one.getPropertyPath().toString());
            }
            throw problem.exception();
        }
        return form;
    }

    private static OrderShown shown(MerchantOrders.Order order) {
        Demand demand = order.demand();
        String payUrl = PayLinks.url(demand.token());
        long refunded = order.refunds().stream().mapToLong(refund -> refund.amount().minor()).sum();
        return new OrderShown(
                Objects.requireNonNull(demand.orderNumber()),
                demand.id(),
                demand.state(),
                demand.amount(),
                Objects.requireNonNull(demand.memo()),
                payUrl,
                QrPicture.of(payUrl),
                demand.createdAt(),
                demand.expiresAt(),
                demand.endedAt(),
                new Money(refunded, demand.amount().asset()),
                order.refunds());
    }
}

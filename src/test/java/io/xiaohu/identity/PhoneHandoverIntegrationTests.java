package io.xiaohu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.testing.ApiCaller;
import io.xiaohu.testing.IntegrationTest;
import io.xiaohu.testing.TestClock;
import io.xiaohu.testing.TestCustomer;
import io.xiaohu.testing.TestStaff;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A customer who lost their number gets another one by two members of staff (B3, E1). */
@IntegrationTest
class PhoneHandoverIntegrationTests {

    private static final String KIND = "CHANGE_PHONE";

    @LocalServerPort private int port;
    @Autowired private TestClock clock;

    private TestCustomer lin;
    private AccessDesk desk;
    private ApiCaller agent;
    private String phone = "";

    @BeforeEach
    void somebodyWhoLostTheirNumber() {
        lin = TestCustomer.register(port, "林小满").withPin().withMoney("900.00");
        desk = new AccessDesk(port);
        agent = TestStaff.signIn(port, "agent");
        phone = TestCustomer.newPhone();
    }

    @AfterEach
    void putTheClockBack() {
        clock.reset();
    }

    @Test
    void provedByItsOwnerAndAgreedByTwoTheNumberIsGivenAndEverybodyIsTold() {
        String old = lin.phone();
        assertThat(prove(phone).status()).isEqualTo(204);
        assertThat(enter(phone).status()).isEqualTo(204);
        ApiCaller.Answer proposed = desk.propose(KIND, lin.id());
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        assertThat(proposed.json().path("title").asString())
                .contains("林**", masked(phone))
                .doesNotContain(phone);
        assertThat(lin.api().get("/api/v1/me").status()).as("nothing yet").isEqualTo(200);
        ApiCaller.Answer approved =
                AccessDesk.approve(
                        TestStaff.signIn(port, "supervisor"),
                        proposed.json().path("id").asString());
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        assertThat(lin.api().get("/api/v1/me").status()).as("every session ends").isEqualTo(401);
        assertThat(outbox(old)).contains(masked(phone));
        ApiCaller again = new ApiCaller(port);
        assertThat(signIn(again, old).code()).isEqualTo("CREDENTIALS_WRONG");
        assertThat(signIn(again, phone).status()).isEqualTo(201);
        assertThat(again.get("/api/v1/me").json().at("/coolDown/cause").asString())
                .isEqualTo("PHONE_CHANGED");
        assertThat(again.get("/api/v1/me/activity").text()).contains("changed by support");
        assertThat(again.get("/api/v1/notices").text())
                .contains("Your phone number was changed by support", "She asked by phone");
        assertThat(outbox(phone)).contains("¥500.00");
        assertThat(enter(TestCustomer.newPhone()).code()).isEqualTo("PHONE_CHANGED_RECENTLY");
    }

    @Test
    void aNumberNobodyHasShownToBeTheirsIsNotTaken() {
        assertThat(enter(phone).code()).isEqualTo("PHONE_NOT_PROVED");
        assertThat(desk.propose(KIND, lin.id()).code()).isEqualTo("PHONE_NOT_PROVED");
        ApiCaller stranger = new ApiCaller(port);
        ask(stranger, phone);
        String code = TestCustomer.latestCode(stranger, phone);
        String wrong = code.equals("000000") ? "000001" : "000000";
        assertThat(proof(stranger, phone, wrong).code()).isEqualTo("CODE_WRONG");
        assertThat(enter(phone).code()).isEqualTo("PHONE_NOT_PROVED");
        assertThat(proof(stranger, phone, code).status()).isEqualTo(204);
        assertThat(proof(stranger, phone, code).code()).as("good once").isNotEmpty();
        assertThat(enter(phone).status()).isEqualTo(204);
        clock.advance(Duration.ofHours(25));
        assertThat(new AccessDesk(port).propose(KIND, lin.id()).code())
                .isEqualTo("PHONE_NOT_PROVED");
    }

    @Test
    void whatTwoAgreeOnIsTheNumberThatWasProposed() {
        String later = TestCustomer.newPhone();
        prove(phone);
        prove(later);
        enter(phone);
        ApiCaller.Answer proposed = desk.propose(KIND, lin.id());
        assertThat(enter(later).status()).isEqualTo(204);
        AccessDesk.approve(
                TestStaff.signIn(port, "supervisor"), proposed.json().path("id").asString());
        assertThat(signIn(new ApiCaller(port), phone).status()).isEqualTo(201);
        assertThat(signIn(new ApiCaller(port), later).code()).isEqualTo("CREDENTIALS_WRONG");
    }

    @Test
    void aNumberSomebodyRegisteredMeanwhileIsRefusedAndNothingChanges() {
        prove(phone);
        enter(phone);
        ApiCaller.Answer proposed = desk.propose(KIND, lin.id());
        clock.advance(Duration.ofMinutes(2));
        TestCustomer.register(port, phone, "何雨");
        ApiCaller.Answer approved =
                AccessDesk.approve(
                        TestStaff.signIn(port, "supervisor"),
                        proposed.json().path("id").asString());
        assertThat(approved.code()).isEqualTo("PHONE_TAKEN");
        assertThat(lin.api().get("/api/v1/me").status()).isEqualTo(200);
        assertThat(enter(lin.phone()).code()).isEqualTo("PHONE_UNCHANGED");
    }

    @Test
    void oneAloneGivesNoNumberAndNeitherDoFinanceOrCustomers() {
        prove(phone);
        enter(phone);
        ApiCaller supervisor = TestStaff.signIn(port, "supervisor");
        ApiCaller.Answer proposed =
                AccessDesk.propose(supervisor, KIND, lin.id(), "\"NAME_MATCHES\",\"MONTH_NAMED\"");
        String id = proposed.json().path("id").asString();
        assertThat(AccessDesk.approve(supervisor, id).code()).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(AccessDesk.approve(agent, id).status()).isEqualTo(403);
        String path = "/api/v1/desk/customers/" + lin.id() + "/new-phones";
        String body = "{\"phone\":\"" + phone + "\"}";
        assertThat(TestStaff.signIn(port, "finance").post(path, body).status()).isEqualTo(403);
        assertThat(lin.api().post(path, body).status()).isIn(401, 403);
    }

    private ApiCaller.Answer enter(String number) {
        return agent.post(
                "/api/v1/desk/customers/" + lin.id() + "/new-phones",
                "{\"phone\":\"" + number + "\"}");
    }

    private ApiCaller.Answer prove(String number) {
        ApiCaller stranger = new ApiCaller(port);
        ask(stranger, number);
        return proof(stranger, number, TestCustomer.latestCode(stranger, number));
    }

    private static void ask(ApiCaller caller, String number) {
        caller.post(
                "/api/v1/codes",
                "{\"phone\":\"%s\",\"purpose\":\"CHANGE_PHONE\"}".formatted(number));
    }

    private static ApiCaller.Answer proof(ApiCaller caller, String number, String code) {
        return caller.post(
                "/api/v1/phone-proofs",
                "{\"phone\":\"%s\",\"code\":\"%s\"}".formatted(number, code));
    }

    private static ApiCaller.Answer signIn(ApiCaller caller, String number) {
        return caller.post(
                "/api/v1/sessions",
                "{\"phone\":\"%s\",\"password\":\"%s\"}".formatted(number, TestCustomer.PASSWORD));
    }

    private String outbox(String number) {
        return agent.get("/demo/outbox?to=" + number).text();
    }

    private static String masked(String number) {
        return number.substring(0, 3) + "****" + number.substring(7);
    }
}

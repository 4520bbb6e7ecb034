package io.xiaohu.testing;

import static org.assertj.core.api.Assertions.assertThat;

/** Members of staff every demo has, signed in to the desk. */
public final class TestStaff {

    private TestStaff() {}

    /**
     * @param username agent, supervisor, finance or admin
     */
    public static ApiCaller signIn(int port, String username) {
        ApiCaller caller = new ApiCaller(port);
        ApiCaller.Answer answer =
                caller.post(
                        "/api/v1/desk/sessions",
                        """
                        {"username":"%s","password":"%s"}\
                        """
                                .formatted(username, TestServer.STAFF_PASSWORD));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return caller;
    }
}

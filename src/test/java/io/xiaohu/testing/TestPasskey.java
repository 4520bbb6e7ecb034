package io.xiaohu.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.xiaohu.kernel.Tokens;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A passkey with the browser that asks for it: a P-256 key that signs what WebAuthn says, or
 * something else where a test wants it to.
 */
public final class TestPasskey {

    private static final String BASE = "/api/v1/me/passkeys";
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int WITH_KEY = 0x40;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair keys;
    private final byte[] id;
    private String origin;
    private String relyingParty = "localhost";
    private byte[] handle = {};
    private boolean verified = true;
    private boolean honest = true;
    private int count;

    /** One that nobody has added yet, in a browser that opened this server. */
    public TestPasskey(int port) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        this.id = new byte[32];
        RANDOM.nextBytes(id);
        this.origin = "http://localhost:" + port;
    }

    /** Adds one to a customer's account, confirmed by a text. */
    public static TestPasskey of(TestCustomer customer, int port) {
        TestPasskey passkey = new TestPasskey(port);
        ApiCaller.Answer begun = begin(customer);
        ApiCaller.Answer added = passkey.add(customer.api(), begun.json(), "Phone");
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        return passkey;
    }

    /** Begins to add one, with the confirmation that takes. */
    public static ApiCaller.Answer begin(TestCustomer customer) {
        ApiCaller.Answer asked = customer.api().post(BASE + "/options", "{}");
        assertThat(asked.code()).as(asked.text()).isEqualTo("STEP_UP_NEEDED");
        customer.api()
                .post(
                        "/api/v1/codes",
                        "{\"phone\":\"%s\",\"purpose\":\"STEP_UP\"}".formatted(customer.phone()));
        String code = TestAuthenticator.confirmationCode(customer);
        ApiCaller.Answer begun = customer.api().post(BASE + "/options", confirmed(asked, code));
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        return begun;
    }

    /** Begins to add another one, confirmed by this one. */
    public ApiCaller.Answer beginAnother(TestCustomer customer) {
        ApiCaller.Answer asked = customer.api().post(BASE + "/options", "{}");
        return customer.api().post(BASE + "/options", answer(customer.api(), asked));
    }

    /** Sends what the browser makes of the options. */
    public ApiCaller.Answer add(ApiCaller api, JsonNode begun, String label) {
        ObjectNode body = JSON.createObjectNode();
        body.set("optionsId", begun.path("id"));
        body.put("label", label);
        body.set("credential", create(begun.path("publicKey")));
        return api.post(BASE, body.toString());
    }

    /** Signs in, with a challenge of its own. */
    public ApiCaller.Answer signIn(ApiCaller browser) {
        JsonNode begun = browser.post("/api/v1/passkey-challenges", "{}").json();
        return browser.post("/api/v1/passkey-sessions", signedIn(begun));
    }

    /** The body that signs in. */
    public String signedIn(JsonNode begun) {
        ObjectNode body = JSON.createObjectNode();
        body.set("challengeId", begun.path("id"));
        body.set("credential", sign(begun.path("publicKey")));
        return body.toString();
    }

    /** The body that answers a challenge: {@code challengeId} and {@code proof}. */
    public String answer(ApiCaller api, ApiCaller.Answer challenged) {
        return confirmed(challenged, proof(api, challenged));
    }

    /** What it signs for a challenge. */
    public String proof(ApiCaller api, ApiCaller.Answer challenged) {
        ApiCaller.Answer asked =
                api.post(
                        "/api/v1/me/passkey-assertions",
                        "{\"challengeId\":\"%s\"}".formatted(challengeId(challenged)));
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        return sign(asked.json().path("publicKey")).toString();
    }

    public static String confirmed(ApiCaller.Answer challenged, String proof) {
        ObjectNode body = JSON.createObjectNode();
        body.put("challengeId", challengeId(challenged));
        body.put("proof", proof);
        return body.toString();
    }

    public static String challengeId(ApiCaller.Answer challenged) {
        return challenged.json().path("challenge").path("id").asString();
    }

    /** In a page of somebody else's. */
    public TestPasskey openedAt(String foreignOrigin) {
        this.origin = foreignOrigin;
        return this;
    }

    public TestPasskey forRelyingParty(String name) {
        this.relyingParty = name;
        return this;
    }

    /** Not having checked who holds it. */
    public TestPasskey verifying(boolean itsOwner) {
        this.verified = itsOwner;
        return this;
    }

    public TestPasskey takingItsOwnerFor(byte[] someHandle) {
        this.handle = someHandle;
        return this;
    }

    /** Whether what it signs is what it sends. */
    public TestPasskey signingHonestly(boolean yes) {
        this.honest = yes;
        return this;
    }

    /** The next signature counts one more than this. */
    public TestPasskey counted(int signatures) {
        this.count = signatures;
        return this;
    }

    public byte[] handle() {
        return handle;
    }

    /** PublicKeyCredential.toJSON() after create. */
    public ObjectNode create(JsonNode options) {
        handle = Base64.getUrlDecoder().decode(options.path("user").path("id").asString());
        ObjectNode response = JSON.createObjectNode();
        response.put("clientDataJSON", text(clientData("webauthn.create", options)));
        response.put("attestationObject", text(attestation()));
        response.putArray("transports").add("internal").add("unheard-of");
        return credential(response);
    }

    /** PublicKeyCredential.toJSON() after get. */
    public ObjectNode sign(JsonNode options) {
        byte[] clientData = clientData("webauthn.get", options);
        byte[] data = authenticatorData(0);
        ObjectNode response = JSON.createObjectNode();
        response.put("clientDataJSON", text(clientData));
        response.put("authenticatorData", text(data));
        response.put("signature", text(signature(data, Tokens.sha256(clientData))));
        response.put("userHandle", text(handle));
        return credential(response);
    }

    private ObjectNode credential(ObjectNode response) {
        ObjectNode credential = JSON.createObjectNode();
        credential.put("id", text(id));
        credential.put("rawId", text(id));
        credential.put("type", "public-key");
        credential.put("authenticatorAttachment", "platform");
        credential.set("response", response);
        credential.putObject("clientExtensionResults");
        return credential;
    }

    private byte[] clientData(String type, JsonNode options) {
        ObjectNode data = JSON.createObjectNode();
        data.put("type", type);
        data.set("challenge", options.path("challenge"));
        data.put("origin", origin);
        data.put("crossOrigin", false);
        return data.toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(int flags) {
        count++;
        int all = flags | PRESENT | (verified ? VERIFIED : 0);
        byte[] party = Tokens.sha256(relyingParty.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(37).put(party).put((byte) all).putInt(count).array();
    }

    /** CBOR by hand: no statement, and the data with the key in it. */
    private byte[] attestation() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(authenticatorData(WITH_KEY));
        data.writeBytes(new byte[16]);
        data.writeBytes(ByteBuffer.allocate(2).putShort((short) id.length).array());
        data.writeBytes(id);
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        data.writeBytes(HexFormat.of().parseHex("a5010203262001215820"));
        data.writeBytes(coordinate(key.getW().getAffineX()));
        data.writeBytes(HexFormat.of().parseHex("225820"));
        data.writeBytes(coordinate(key.getW().getAffineY()));
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        object.writeBytes(HexFormat.of().parseHex("a363666d74646e6f6e656761747453746d74a068"));
        object.writeBytes("authData".getBytes(StandardCharsets.US_ASCII));
        object.write(0x58);
        object.write(data.size());
        object.writeBytes(data.toByteArray());
        return object.toByteArray();
    }

    private byte[] signature(byte[] data, byte[] clientDataHash) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(keys.getPrivate());
            signer.update(data);
            signer.update(honest ? clientDataHash : new byte[32]);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package io.xiaohu.verification;

/** The ways in which it is checked who somebody is; each is independent of the others. */
public enum CheckKind {
    /** Name and identity number, with the authority that issues them. */
    IDENTITY_NUMBER,
    /** Name, number and the account's phone, with its carrier (三要素). */
    PHONE_OWNER,
    /** Name, number, bank card and the phone the bank knows, with the bank (四要素). */
    BANK_CARD,
    /** A living face, like the one the authority has on record. */
    FACE,
    /** Pictures of the identity card, read by a member of staff and approved by another. */
    DOCUMENT,
    /** Staff met the person and held the card; recorded by one and approved by another. */
    FACE_TO_FACE;

    /** Whether a provider is asked; the others are for people to decide. */
    public boolean isAsked() {
        return this != DOCUMENT && this != FACE_TO_FACE;
    }
}

package org.evenkeel.edge;

/** A certificate and its key cannot be used, for a reason with a stable code and a sentence for the operator. */
final class CertificateProblem extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    enum Code {
        UNREADABLE("unreadable"),
        BAD_CERTIFICATE("bad-certificate"),
        BAD_KEY("bad-key"),
        KEY_DOES_NOT_FIT("key-does-not-fit"),
        EXPIRED("expired"),
        NOT_YET_VALID("not-yet-valid");

        private final String word;

        Code(String word) {
            this.word = word;
        }
    }

    private final Code code;

    CertificateProblem(Code code, String sentence, Throwable cause) {
        super(sentence, cause);
        this.code = code;
    }

    CertificateProblem(Code code, String sentence) {
        this(code, sentence, null);
    }

    /** As it stands in logs. */
    String code() {
        return code.word;
    }
}

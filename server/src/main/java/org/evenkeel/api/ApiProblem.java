package org.evenkeel.api;

import org.evenkeel.edge.HttpReply;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Thrown by a handler to refuse a request. Carries no value that somebody typed and no stack trace: it is no defect.
 */
final class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ApiCode code;
    private final String sentence;
    private final String field;

    /** 0: asking again does not help. */
    private final long waitSeconds;

    private ApiProblem(ApiCode code, String sentence, String field) {
        this(code, sentence, field, code.waitSeconds());
    }

    private ApiProblem(ApiCode code, String sentence, String field, long waitSeconds) {
        super(code.wire(), null, false, false);
        this.code = Objects.requireNonNull(code, "code");
        this.sentence = sentence;
        this.field = field;
        this.waitSeconds = waitSeconds;
    }

    ApiProblem(ApiCode code) {
        this(code, code.sentence(), "");
    }

    /** A problem of one field, in the wire's spelling. */
    static ApiProblem ofField(String field) {
        return ofField(field, ApiCode.BAD_FIELD.sentence());
    }

    /** A problem of one field, with a sentence of its own. */
    static ApiProblem ofField(String field, String sentence) {
        return new ApiProblem(ApiCode.BAD_FIELD, sentence, field);
    }

    /** A sign-in name that somebody else has. */
    static ApiProblem nameTaken(String field) {
        return new ApiProblem(ApiCode.NAME_TAKEN, ApiCode.NAME_TAKEN.sentence(), field);
    }

    /** Too many tries; says when the next one may come. */
    static ApiProblem tooFast(Duration wait) {
        return new ApiProblem(ApiCode.TOO_FAST, ApiCode.TOO_FAST.sentence(), "", Math.max(1, wait.toSeconds() + 1));
    }

    /** Why. */
    ApiCode code() {
        return code;
    }

    /** The answer that says so. */
    HttpReply reply(Json json) {
        Optional<String> about = Optional.of(field).filter(name -> !name.isEmpty());
        HttpReply reply = json.reply(code.status(), new Body(new Error(code.wire(), sentence, about)));
        return waitSeconds > 0 ? reply.with("Retry-After", Long.toString(waitSeconds)) : reply;
    }

    record Body(Error error) {}

    record Error(String code, String text, Optional<String> field) {}
}

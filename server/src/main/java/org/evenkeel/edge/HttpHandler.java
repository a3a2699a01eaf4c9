package org.evenkeel.edge;

/** Answers one kind of request. Runs on a virtual thread and may block. */
@FunctionalInterface
public interface HttpHandler {

    /**
     * The answer.
     *
     * @throws HttpRefusal to refuse; anything else that is thrown is a defect and answered with 500
     */
    HttpReply handle(HttpCall call);
}

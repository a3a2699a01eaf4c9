package org.evenkeel.api;

import org.evenkeel.edge.HttpCall;
import org.evenkeel.edge.HttpHandler;
import org.evenkeel.edge.HttpReply;
import org.evenkeel.identity.StaffIdentity;
import org.evenkeel.identity.Visits;
import org.evenkeel.program.Access;

import java.util.ArrayList;
import java.util.List;

/** Collects resources while the API is put together. One thread. */
final class Resources {

    /** Answers a participant. */
    @FunctionalInterface
    interface ForVisitor {
        HttpReply handle(HttpCall call, Visits.Known visitor);
    }

    /** Answers a member of staff. */
    @FunctionalInterface
    interface ForStaff {
        HttpReply handle(HttpCall call, StaffIdentity staff);
    }

    private final Guard guard;
    private final List<Resource> all = new ArrayList<>();

    Resources(Guard guard) {
        this.guard = guard;
    }

    Resources anybody(String method, String path, HttpHandler handler) {
        return add(method, path, 0, new Rule.Anybody(), guard.anybody(handler));
    }

    Resources visitor(String method, String path, ForVisitor handler) {
        return add(method, path, 0, new Rule.Visitor(), guard.visitor(handler));
    }

    Resources underway(String method, String path, ForStaff handler) {
        return add(method, path, 0, new Rule.Underway(), guard.underway(handler));
    }

    Resources signedIn(String method, String path, ForStaff handler) {
        return add(method, path, 0, new Rule.SignedIn(), guard.staff(_ -> {}, handler));
    }

    Resources reading(Access access, String path, ForStaff handler) {
        return allowed("GET", path, 0, new Rule.Allowed(Access.Action.READ, access), handler);
    }

    Resources changing(Access access, String method, String path, ForStaff handler) {
        return changing(access, method, path, 0, handler);
    }

    Resources changing(Access access, String method, String path, int bodyBytes, ForStaff handler) {
        return allowed(method, path, bodyBytes, new Rule.Allowed(Access.Action.CHANGE, access), handler);
    }

    /** Something that is asked for by POST and needs no more than the right to read. */
    Resources asking(Access access, String path, ForStaff handler) {
        return allowed("POST", path, 0, new Rule.Allowed(Access.Action.READ, access), handler);
    }

    List<Resource> all() {
        return List.copyOf(all);
    }

    private Resources allowed(String method, String path, int bodyBytes, Rule.Allowed rule, ForStaff handler) {
        return add(
                method,
                path,
                bodyBytes,
                rule,
                guard.staff(caller -> caller.must(rule.action(), rule.access()), handler));
    }

    private Resources add(String method, String path, int bodyBytes, Rule rule, HttpHandler handler) {
        all.add(new Resource(method, path, bodyBytes, rule, handler));
        return this;
    }
}

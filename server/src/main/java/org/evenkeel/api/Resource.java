package org.evenkeel.api;

import org.evenkeel.edge.HttpHandler;

/**
 * One resource: a path, what is done with it, and by whom.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path with its {@code {named}} parts
 * @param bodyBytes largest body; 0 takes the edge's limit
 * @param rule who may
 * @param audits what each call leaves in the audit log
 * @param handler already guarded by the rule
 */
public record Resource(String method, String path, int bodyBytes, Rule rule, Audits audits, HttpHandler handler) {

    /** How a table names it: {@code GET /api/visit}. */
    public String name() {
        return method + " " + path;
    }
}

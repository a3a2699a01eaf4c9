/**
 * The public WebSocket protocol, version 1: what a client may say, what the server says, and the codes both use.
 *
 * <p>The records are the single source. {@link org.evenkeel.wire.TypeScriptWriter} writes the web client's types from
 * them, {@link org.evenkeel.wire.ProtocolDocument} the tables of {@code server/docs/protocol.md}, and the strict
 * decoder reads by the same description; the build fails when one of the written files differs.
 *
 * <p>Rules that hold for every message: one JSON object a text frame; the name of a message stands in {@code t}, that
 * of a command in {@code kind}; names are in snake_case, fields in camelCase; an absent optional field is missing,
 * never null; times are milliseconds since 1970, UTC; every number is a whole number from 0 to 2^53 - 1. Unknown fields
 * are ignored by clients and refused by the server. All types are immutable and may be used from any thread.
 */
package org.evenkeel.wire;

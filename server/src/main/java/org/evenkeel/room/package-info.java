/**
 * The rules of a moderated therapy room as pure values: {@code decide(state, command)} and {@code apply(state, event)}.
 *
 * <p>Nothing in here knows time, randomness, I/O, JSON, threads, Redis or Netty: times (milliseconds since 1970, UTC)
 * and ids come in with the command, so that a replay of the log gives the same state, always. All types are immutable
 * and may be used from any thread.
 */
package org.evenkeel.room;

/**
 * The audit log: who read or changed whose data, in one hash-chained, append-only list for the whole clinic. Rows hold
 * internal ids, words of closed lists and times; never a name or a value. Ports say what storage must keep; nothing
 * here knows SQL or HTTP. What is written, how it is verified and what it does not cover: server/docs/audit.md.
 */
package org.evenkeel.audit;
